"""The floor of a cached answer: an ASGI app that sends ready bytes and does nothing else."""

import base64
from pathlib import Path

import orjson
from starlette.types import Message, Receive, Scope, Send

from tools.benchmark.wire import Answer

# The server writes these itself.
OF_THE_SERVER = {"date", "server", "connection", "transfer-encoding"}


def write_answers(path: Path, answers: dict[str, Answer]) -> None:
    """What `BareApp` sends, by path."""
    kept = {
        name: {
            "headers": [pair for pair in answer.headers.items() if pair[0] not in OF_THE_SERVER],
            "body": base64.b64encode(answer.body).decode(),
        }
        for name, answer in answers.items()
    }
    path.write_bytes(orjson.dumps(kept))


class BareApp:
    """Answers a path with the same two messages every time."""

    def __init__(self, source: Path) -> None:
        self._answers: dict[str, tuple[Message, Message]] = {"/ready": _messages([], b"ok")}
        for path, kept in orjson.loads(source.read_bytes()).items():
            headers = [(name.encode(), value.encode()) for name, value in kept["headers"]]
            self._answers[path] = _messages(headers, base64.b64decode(kept["body"]))

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        start, body = self._answers[scope["path"]]
        await send(start)
        await send(body)


def _messages(headers: list[tuple[bytes, bytes]], body: bytes) -> tuple[Message, Message]:
    if not any(name == b"content-length" for name, _ in headers):
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    return (
        {"type": "http.response.start", "status": 200, "headers": headers},
        {"type": "http.response.body", "body": body},
    )
