"""One request of any bytes to the app, past all that a client library would refuse or mend."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message

PROBLEM_FIELDS = {"type", "title", "status", "detail", "code", "hint", "hint_ko", "request_id"}
HOST = (b"host", b"127.0.0.1")


@dataclass
class Answer:
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""
    head: bool = False

    def check(self) -> None:
        """What holds for every answer there is."""
        assert b"x-request-id" in self.headers
        for name, value in self.headers.items():
            assert not set(name + value) & set(b"\r\n\0")
        if self.status >= 400 and not self.head:
            problem = json.loads(self.body)
            assert problem.keys() >= PROBLEM_FIELDS
            assert problem["status"] == self.status
            assert problem["request_id"].encode() == self.headers[b"x-request-id"]
            assert self.headers[b"content-type"] == b"application/problem+json"
            assert self.headers[b"cache-control"] == b"no-store"


def ask(
    app: ASGIApp,
    path: str,
    query: bytes = b"",
    *headers: tuple[bytes, bytes],
    method: str = "GET",
    body: bytes = b"",
) -> Answer:
    """The whole answer, checked; of the endless `/events` what comes before the client leaves."""
    return asyncio.run(_ask(app, path, query, [HOST, *headers], method, body))


async def _ask(
    app: ASGIApp,
    path: str,
    query: bytes,
    headers: list[tuple[bytes, bytes]],
    method: str,
    body: bytes,
) -> Answer:
    answer = Answer(head=method == "HEAD")
    complete = asyncio.Event()
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        if path != "/events":
            await complete.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = dict(message["headers"])
            return
        answer.body += message.get("body", b"")
        if not message.get("more_body", False):
            complete.set()

    if body:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
        "query_string": query, "headers": headers, "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    answer.check()
    return answer
