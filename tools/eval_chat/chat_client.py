"""The assistant of a running hub over HTTP: one question, its whole turn."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

ANSWER_S = 120.0
LONGEST_WAIT_S = 120.0


class EvalFailed(Exception):
    """The evaluation cannot go on; the message says what to do."""


@dataclass
class Answer:
    """One turn. `tools` as {name, args}; `seconds` is what a user waited."""

    model: str = ""
    session_id: str = ""
    data_to: str = ""
    text: str = ""
    tools: list[dict[str, Any]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    usage: dict[str, int] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0


class ChatClient:
    """`key`: with the scopes `read` and `chat`, where the hub asks for one. `sleep` waits out a
    full budget of questions (429 with Retry-After)."""

    def __init__(
        self, url: str, key: str = "", sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._url = url.rstrip("/")
        self._sleep = sleep
        self._http = requests.Session()
        # A hub of this network is never reached through a proxy.
        self._http.trust_env = False
        if key:
            self._http.headers["X-API-Key"] = key

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Raises EvalFailed."""
        try:
            response = self._http.get(self._url + path, params=params, timeout=ANSWER_S)
            if response.status_code != requests.codes.ok:
                raise EvalFailed(f"GET {path}: {_problem(response)}")
            body: dict[str, Any] = response.json()
        except (requests.RequestException, ValueError) as exc:
            raise EvalFailed(self._unreachable(exc)) from exc
        return body

    def ask(self, question: str, session_id: str = "") -> Answer:
        """Raises EvalFailed when no turn begins; a turn that fails has an `error`."""
        body = {"question": question} | ({"session_id": session_id} if session_id else {})
        try:
            while True:
                began = time.perf_counter()
                with self._http.post(
                    f"{self._url}/chat/stream", json=body, stream=True, timeout=ANSWER_S
                ) as response:
                    if response.status_code != requests.codes.too_many_requests:
                        answer = _read(response)
                        answer.seconds = time.perf_counter() - began
                        return answer
                    wait = float(response.headers.get("Retry-After", "60"))
                    if wait > LONGEST_WAIT_S:
                        raise EvalFailed(_problem(response))
                self._sleep(wait)
        except (requests.RequestException, ValueError) as exc:
            raise EvalFailed(self._unreachable(exc)) from exc

    def _unreachable(self, exc: Exception) -> str:
        return (
            f"no hub answers at {self._url} ({type(exc).__name__}). "
            "Start one (python manager.py, or python manager.py --demo) or name it with --url."
        )


def _problem(response: requests.Response) -> str:
    try:
        problem = response.json()
    except ValueError:
        return f"HTTP {response.status_code}"
    parts = (problem.get("code"), problem.get("detail"), problem.get("hint"))
    return f"HTTP {response.status_code} " + " - ".join(str(part) for part in parts if part)


def _read(response: requests.Response) -> Answer:
    if response.status_code != requests.codes.ok:
        raise EvalFailed(f"POST /chat/stream: {_problem(response)}")
    answer = Answer()
    for name, data in _events(response):
        if name == "meta":
            answer.session_id, answer.data_to = data["session_id"], data["data_to"] or ""
        elif name == "tool_result":
            answer.results.append(data)
        elif name == "check":
            answer.unverified = list(data["unverified"])
        elif name == "usage":
            answer.usage = data
        elif name == "error":
            answer.error = str(data["code"])
        elif name == "done":
            answer.model, answer.text, answer.tools = data["model"], data["text"], data["tools"]
            return answer
    answer.error = answer.error or "cut_off"
    return answer


def _events(response: requests.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    # Lines end at byte 10 only: an item's name may hold other line ends.
    name = ""
    for line in response.iter_lines(chunk_size=1, delimiter=b"\n"):
        if line.startswith(b"event: "):
            name = line[7:].decode()
        elif line.startswith(b"data: "):
            yield name, json.loads(line[6:])
