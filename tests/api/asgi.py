"""One request to the bare ASGI app, with the client's side in the test's own hands."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import ASGIApp, Message

OnPiece = Callable[[bytes], Awaitable[None]]


class Exchange:
    """A GET whose body pieces go to `on_piece` as they come; `hang_up` is the client leaving."""

    def __init__(self, path: str, query: str = "", on_piece: OnPiece | None = None) -> None:
        self._gone = asyncio.Event()
        self._on_piece = on_piece
        self.status = 0
        self.headers: dict[str, str] = {}
        self.pieces: list[bytes] = []
        self.complete = False
        self._scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
            "query_string": query.encode(), "headers": [(b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    def hang_up(self) -> None:
        self._gone.set()

    async def run(self, app: ASGIApp) -> "Exchange":
        await app(self._scope, self._receive, self._send)
        return self

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            return
        self.complete = not message.get("more_body", False)
        if piece := message.get("body", b""):
            self.pieces.append(piece)
            if self._on_piece is not None:
                await self._on_piece(piece)
