// Lists the addresses of openapi.json with a form to try each. Text only ever goes in as text.
"use strict";

const SHOWN_CHARACTERS = 20000;
const LONGEST_TRY_MS = 10000;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// `code` in a description as code.
function words(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

function resolved(schema, api) {
  if (!schema || !schema.$ref) return schema || {};
  return api.components.schemas[schema.$ref.split("/").pop()] || {};
}

// The part of `anyOf` that says something: FastAPI writes "or null" beside it.
function plain(schema, api) {
  const options = (schema.anyOf || []).map((one) => resolved(one, api));
  return options.find((one) => one.type !== "null") || resolved(schema, api);
}

function typeText(schema, api) {
  const inner = plain(schema, api);
  const parts = [inner.type === "array" ? `${plain(inner.items || {}, api).type} (…)` : inner.type];
  if (inner.format) parts.push(inner.format);
  if (inner.minimum !== undefined) parts.push(`≥ ${inner.minimum}`);
  if (inner.maximum !== undefined) parts.push(`≤ ${inner.maximum}`);
  if (inner.maxLength !== undefined) parts.push(`${inner.maxLength} 자 이내 · characters at most`);
  const normal = schema.default;
  if (normal !== undefined && normal !== null && String(normal) !== "")
    parts.push(`기본값 · default ${JSON.stringify(normal)}`);
  return parts.filter(Boolean).join(", ");
}

function inputFor(parameter, id, api) {
  const inner = plain(parameter.schema || {}, api);
  if (inner.enum || inner.type === "boolean") {
    const choices = inner.enum || ["true", "false"];
    const options = [element("option", { value: "" }, "–")];
    for (const one of choices) options.push(element("option", { value: one }, String(one)));
    return element("select", { id, name: parameter.name }, ...options);
  }
  const input = element("input", { id, name: parameter.name, autocomplete: "off" });
  const examples = parameter.schema?.examples || inner.examples;
  if (parameter.in === "path") input.required = true;
  if (examples) input.placeholder = String(examples[0]);
  if (inner.type === "array") input.title = "여러 값은 쉼표로 · separate several with commas";
  return input;
}

function field(parameter, id, api) {
  const input = inputFor(parameter, id, api);
  input.dataset.in = parameter.in;
  input.dataset.list = plain(parameter.schema || {}, api).type === "array" ? "yes" : "";
  input.setAttribute("aria-describedby", `${id}-what`);
  const needed = parameter.required ? " *" : "";
  const what = [parameter.description, typeText(parameter.schema || {}, api)];
  return element("div", { class: "field" },
    element("label", { for: id }, parameter.name + needed),
    element("div", {}, input,
      element("div", { class: "what", id: `${id}-what` }, ...words(what.filter(Boolean).join(" · ")))));
}

function addressOf(form, path) {
  const query = new URLSearchParams();
  let filled = path;
  for (const input of form.querySelectorAll("input, select")) {
    const value = input.value.trim();
    if (input.dataset.in === "path") {
      filled = filled.replace(`{${input.name}}`, encodeURIComponent(value || input.placeholder));
    } else if (value) {
      const values = input.dataset.list ? value.split(",") : [value];
      for (const one of values) query.append(input.name, one.trim());
    }
  }
  const text = query.toString();
  return filled.slice(1) + (text ? `?${text}` : "");
}

async function beginningOf(response, stop) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < SHOWN_CHARACTERS) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
  stop.abort();
  return `${text.slice(0, SHOWN_CHARACTERS)}\n… 이하 생략 · the rest is not shown`;
}

function readable(text, type) {
  if (!type.includes("json") || text.length >= SHOWN_CHARACTERS) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function tryOut(form, method, path) {
  const address = addressOf(form, path);
  const body = form.querySelector("textarea");
  const line = form.querySelector(".line");
  const shown = form.querySelector("pre");
  form.querySelector(".url").replaceChildren(element("a", { href: address }, `/${address}`));
  line.textContent = "…";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST_TRY_MS);
  const began = performance.now();
  const headers = body ? { "Content-Type": "application/json" } : {};
  const key = document.getElementById("key").value.trim();
  if (key) headers["X-API-Key"] = key;
  try {
    const response = await fetch(address, {
      method, headers, signal: stop.signal, body: body ? body.value : undefined,
    });
    const text = await beginningOf(response, stop);
    const type = response.headers.get("content-type") || "";
    const took = Math.round(performance.now() - began);
    const version = response.headers.get("x-data-version");
    line.className = response.ok ? "line" : "line bad";
    line.textContent = [response.status, type, `${took} ms`, version && `version ${version}`]
      .filter(Boolean).join(" · ");
    shown.textContent = readable(text, type);
    shown.hidden = false;
  } catch (error) {
    line.className = "line bad";
    line.textContent = `응답 없음 · no answer: ${error.message}`;
  } finally {
    clearTimeout(timer);
  }
}

function tryForm(path, method, operation, id, api) {
  const form = element("form", { autocomplete: "off" });
  for (const [index, parameter] of (operation.parameters || []).entries())
    form.append(field(parameter, `${id}-${index}`, api));
  if (operation.requestBody) {
    form.append(element("label", { for: `${id}-body` }, "본문 · Body (JSON)"),
      element("textarea", { id: `${id}-body`, spellcheck: "false" }, "{}"));
  }
  form.append(element("button", { type: "submit" }, "실행 · Try"),
    element("span", { class: "url" }), element("p", { class: "line", role: "status" }),
    element("pre", { hidden: "", tabindex: "0", "aria-label": "응답 · Response" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tryOut(form, method.toUpperCase(), path);
  });
  return form;
}

function answers(operation) {
  const list = element("ul");
  for (const [status, answer] of Object.entries(operation.responses || {})) {
    const kinds = Object.keys(answer.content || {}).join(", ");
    const what = [answer.description, kinds].filter(Boolean).join(" · ");
    list.append(element("li", {}, element("code", {}, status), ` ${what}`));
  }
  return list;
}

function section(path, method, operation, api) {
  const id = operation.operationId || `${method}${path}`;
  const description = operation.description || operation.summary || "";
  const short = description.split("\n")[0];
  const inside = element("div", { class: "inside" }, element("p", {}, ...words(description)));
  const searched = `${method} ${path} ${description}`.toLowerCase();
  const details = element("details", { id: `op-${id}`, "data-words": searched },
    element("summary", {}, element("span", { class: "method" }, method.toUpperCase()),
      element("code", { class: "path" }, path), element("span", { class: "short" }, ...words(short))),
    inside);
  details.addEventListener("toggle", () => {
    if (inside.childElementCount > 1) return;
    if ((operation.parameters || []).length) inside.append(element("h3", {}, "매개변수 · Parameters"));
    inside.append(tryForm(path, method, operation, id, api));
    inside.append(element("h3", {}, "응답 · Answers"), answers(operation));
  });
  return details;
}

function show(api) {
  const main = document.getElementById("addresses");
  const contents = document.getElementById("contents");
  document.getElementById("title").textContent = `${api.info.title} ${api.info.version} · API 문서`;
  document.getElementById("about").textContent = api.info.description || "";
  const groups = new Map();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = (operation.tags || ["other"])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(section(path, method, operation, api));
    }
  }
  main.replaceChildren();
  for (const [tag, sections] of groups) {
    const heading = element("h2", { id: `tag-${tag}` }, tag);
    main.append(element("section", { "aria-labelledby": `tag-${tag}` }, heading, ...sections));
    contents.append(element("a", { href: `#tag-${tag}` }, tag));
  }
  document.getElementById("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.toLowerCase().split(/\s+/);
    for (const one of main.querySelectorAll("details"))
      one.hidden = !wanted.every((word) => one.dataset.words.includes(word));
    for (const group of main.querySelectorAll("section"))
      group.hidden = !group.querySelector("details:not([hidden])");
  });
}

fetch("openapi.json")
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
  .then(show)
  .catch((error) => {
    const state = document.getElementById("state");
    state.className = "bad";
    state.textContent = `openapi.json을 읽을 수 없습니다 · cannot be read: ${error.message}`;
  });
