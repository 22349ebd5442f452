"""A strict local Gemini server: real HTTP, a script of answers, the refusals of the real service.

It speaks generateContent, streamGenerateContent?alt=sse and models.get. Where the two differ, its
strictness is a reading of Google's documentation, not a copy of the server.
"""

import asyncio
import base64
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.gemini_rules import complaint
from tests.gemini_script import Asked, Blocked, Broken, Calls, Error, Hang, Raw, Script, Text
from tests.waiting import until

KEY = "AIza-the-only-good-key"
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
JSON = "application/json"


class FakeGemini:
    """`script(model, ...)` says what each model answers, in order."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.left: list[str] = []
        self._scripts: dict[str, list[Script]] = {}
        self._signatures: set[bytes] = set()
        self._count = 0
        routes = [
            Route("/v1/models/{name}", self._get, methods=["GET"]),
            Route("/v1/models/{name}:{method}", self._generate, methods=["POST"]),
        ]
        self._app = Starlette(routes=routes)

    def script(self, model: str, *steps: Script) -> None:
        self._scripts[model] = list(steps)

    def __enter__(self) -> "FakeGemini":
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._app, log_config=None, lifespan="off", timeout_graceful_shutdown=1, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        until(lambda: self._server.started, "the Gemini server is up")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()

    async def _get(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.asked.append(Asked(name, "get", request.headers.get("x-goog-api-key", "")))
        if (refusal := self._refusal(request, name)) is not None:
            return refusal
        return JSONResponse({"name": f"models/{name}", "version": "1"})

    async def _generate(self, request: Request) -> Response:
        name, method = request.path_params["name"], request.path_params["method"]
        body = await request.json()
        self.asked.append(Asked(name, method, request.headers.get("x-goog-api-key", ""), body))
        if (refusal := self._refusal(request, name)) is not None:
            return refusal
        if wrong := complaint(body, self._signatures):
            return _error(400, wrong)
        if not self._scripts[name]:
            return _error(500, "the script has no further step")
        step = self._scripts[name].pop(0)
        match step:
            case Error():
                return _scripted_error(step)
            case Raw():
                return Response(step.body, media_type=step.content_type)
            case Hang():
                await self._until_gone(request, name)
                return Response()
        chunks = list(self._chunks(step, name))
        if method == "generateContent":
            return JSONResponse(_joined(chunks))
        assert request.query_params["alt"] == "sse"
        return StreamingResponse(self._stream(step, name, chunks), media_type="text/event-stream")

    def _refusal(self, request: Request, name: str) -> Response | None:
        if request.headers.get("x-goog-api-key") != KEY:
            return _error(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID")
        if name not in self._scripts:
            return _error(404, f"models/{name} is not found for API version v1")
        return None

    async def _until_gone(self, request: Request, name: str) -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self.left.append(name)

    async def _stream(
        self, step: Script, name: str, chunks: Sequence[dict[str, Any]]
    ) -> AsyncIterator[bytes]:
        for chunk in chunks:
            body = json.dumps(chunk, ensure_ascii=False).encode("utf-8", "backslashreplace")
            yield b"data: %s\r\n\r\n" % body
        match step:
            case Broken(how="error"):
                error = {"error": {"code": 503, "message": f"overloaded {KEY}"}}
                yield b"data: %s\r\n\r\n" % json.dumps(error).encode()
            case Broken(how="garbage"):
                yield b'data: {"candidates": [{"content": {"pa\r\n\r\n'
            case Broken(how="cut"):
                raise ConnectionResetError
            case Broken(how="stall"):
                try:
                    await asyncio.sleep(60)
                finally:
                    self.left.append(name)

    def _chunks(self, step: Script, model: str) -> Iterator[dict[str, Any]]:
        self._count += 1
        match step:
            case Text():
                for piece in step.pieces[:-1]:
                    yield _chunk(model, [{"text": piece}])
                end = [{"text": piece} for piece in step.pieces[-1:]]
                yield _chunk(model, end, step.finish, step.usage)
            case Calls():
                parts = [*([{"text": step.preface}] if step.preface else []), *self._parts(step)]
                if step.split:
                    for part in parts:
                        yield _chunk(model, [part])
                    parts = [{"text": ""}]
                yield _chunk(model, parts, "STOP", step.usage)
            case Broken():
                yield _chunk(model, [{"text": step.text}])
            case Blocked():
                yield {"promptFeedback": {"blockReason": step.reason}, "modelVersion": model}

    def _parts(self, step: Calls) -> Iterator[dict[str, Any]]:
        """The first call of a step carries the signature, as Gemini 3 does it."""
        for place, (name, args) in enumerate(step.calls):
            one = {"id": f"call-{self._count}-{place}", "name": name, "args": args}
            part: dict[str, Any] = {"functionCall": one}
            if place == 0:
                raw = f"\xff\xfe signature {self._count}".encode("latin-1")
                part["thoughtSignature"] = base64.b64encode(raw).decode()
                self._signatures.add(raw)
            yield part


def _chunk(
    model: str,
    parts: Sequence[dict[str, Any]],
    finish: str | None = None,
    usage: tuple[int, int, int] | None = None,
) -> dict[str, Any]:
    candidate: dict[str, Any] = {"index": 0}
    if parts:
        candidate["content"] = {"role": "model", "parts": list(parts)}
    if finish:
        candidate["finishReason"] = finish
    chunk: dict[str, Any] = {"candidates": [candidate], "modelVersion": model}
    if usage:
        prompt, output, thoughts = usage
        chunk["usageMetadata"] = {
            "promptTokenCount": prompt,
            "candidatesTokenCount": output,
            "thoughtsTokenCount": thoughts,
            "totalTokenCount": sum(usage),
        }
    return chunk


def _joined(chunks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The chunks of a stream as one answer."""
    parts = [
        part
        for chunk in chunks
        for candidate in chunk.get("candidates", ())
        for part in candidate.get("content", {}).get("parts", ())
    ]
    whole = dict(chunks[-1])
    if "candidates" in whole:
        content = {"role": "model", "parts": parts}
        whole["candidates"] = [{**whole["candidates"][0], "content": content}]
    return whole


def _error(code: int, message: str, reason: str | None = None) -> Response:
    error: dict[str, Any] = {"code": code, "message": message, "status": STATUS[code]}
    if reason is not None:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        error["details"] = [{"@type": kind, "reason": reason, "domain": "googleapis.com"}]
    return JSONResponse({"error": error}, status_code=code)


def _scripted_error(step: Error) -> Response:
    if step.raw is not None:
        return Response(step.raw, status_code=step.code, media_type="text/html")
    if step.retry_delay is None:
        return _error(step.code, f"scripted; the key was {KEY}", step.reason)
    kind = "type.googleapis.com/google.rpc.RetryInfo"
    details = [{"@type": kind, "retryDelay": step.retry_delay}]
    error = {"code": step.code, "message": f"quota of {KEY}", "status": STATUS[step.code]}
    return JSONResponse({"error": {**error, "details": details}}, status_code=step.code)
