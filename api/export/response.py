"""The streamed answer: one thread writes the file, the event loop sends it piece by piece."""

import asyncio
from collections.abc import Callable, Mapping

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.executor import SqlExecutor
from api.export.desk import ExportDesk
from api.export.pipe import Pipe

# A client that takes nothing for this long has lost its place.
STALLED_S = 60.0

Produce = Callable[[Pipe], None]


class ExportResponse(Response):
    """Holds a place at the desk while it is sent; memory holds a few pieces.

    An error before the first byte is an ordinary problem. After it the connection is cut, so
    that no client takes a part for the whole.
    """

    def __init__(
        self,
        desk: ExportDesk,
        threads: SqlExecutor,
        produce: Produce,
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        """`produce` runs in one of the desk's `threads`."""
        super().__init__(media_type=media_type, headers=headers)
        # The length is not known before the last row.
        del self.headers["content-length"]
        self._desk, self._threads, self._produce = desk, threads, produce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }
        if scope["state"].get("head"):
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        gone = asyncio.create_task(_disconnected(receive))
        try:
            with self._desk.place():
                await self._send_file(start, send, gone)
        finally:
            gone.cancel()

    async def _send_file(self, start: Message, send: Send, gone: "asyncio.Task[None]") -> None:
        """Returns early, and without the end mark, when the client has gone or takes nothing."""
        pipe = Pipe(asyncio.get_running_loop())
        gone.add_done_callback(lambda _: pipe.abandon())
        work = asyncio.create_task(self._threads.run(lambda: _whole(self._produce, pipe)))
        work.add_done_callback(lambda done: _ended(done, pipe))
        sending = _Sending(start, send)
        try:
            while (piece := await pipe.read_piece()) and not gone.done():
                if not await sending.takes(piece):
                    return
            if not gone.done():
                await work
                await sending.end()
        finally:
            pipe.abandon()


class _Sending:
    """The answer begins with its first piece, so that an error before it has an answer too."""

    def __init__(self, start: Message, send: Send) -> None:
        self._start: Message | None = start
        self._send = send

    async def takes(self, piece: bytes) -> bool:
        """False when the client has taken nothing for too long."""
        try:
            async with asyncio.timeout(STALLED_S):
                await self._begin()
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
        except TimeoutError:
            return False
        return True

    async def end(self) -> None:
        await self._begin()
        await self._send({"type": "http.response.body", "body": b""})

    async def _begin(self) -> None:
        if self._start is not None:
            await self._send(self._start)
            self._start = None


def _whole(produce: Produce, pipe: Pipe) -> None:
    produce(pipe)
    pipe.finish()


def _ended(work: "asyncio.Task[None]", pipe: Pipe) -> None:
    # Looked at here too: when nobody waits for the file any more, its error is of no interest.
    if not work.cancelled():
        work.exception()
    pipe.end()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
