"""The streamed answer: reads a chunk, writes it, sends it, and so on until the client has all."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.executor import SqlExecutor
from api.export.desk import ExportDesk
from api.export.writer import Row, Writer

# A client that takes nothing for this long has lost its place.
STALLED_S = 60.0


class ExportResponse(Response):
    """Holds a place at the desk while it is sent; memory holds one chunk.

    An error before the first byte is an ordinary problem. After it the connection is cut, so
    that no client takes a part for the whole.
    """

    def __init__(
        self,
        desk: ExportDesk,
        sql: SqlExecutor,
        chunks: Iterator[list[Row]],
        make_writer: Callable[[], Writer],
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(media_type=media_type, headers=headers)
        # The length is not known before the last row.
        del self.headers["content-length"]
        self._desk, self._sql = desk, sql
        self._chunks, self._make_writer = chunks, make_writer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {
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
                async with aclosing(self._pieces()) as pieces:
                    await _send_all(pieces, start, send, gone)
        finally:
            gone.cancel()

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        """Bytes as they become ready; an empty one where only work was done."""
        run, read = self._desk.threads.run, self._sql.run
        writer = await run(self._make_writer)
        try:
            yield await run(writer.begin)
            while (rows := await read(lambda: next(self._chunks, None))) is not None:
                yield await run(_adding(writer, rows))
            rest = writer.end()
            while (piece := await run(lambda: next(rest, None))) is not None:
                yield piece
        finally:
            await run(writer.close)


async def _send_all(
    pieces: AsyncIterator[bytes], start: dict[str, object], send: Send, gone: "asyncio.Task[None]"
) -> None:
    """Returns early, and without the end mark, when the client has gone or takes nothing."""
    started = False
    async for piece in pieces:
        if gone.done():
            return
        if not piece:
            continue
        try:
            async with asyncio.timeout(STALLED_S):
                if not started:
                    await send(start)
                    started = True
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except TimeoutError:
            return
    if not started:
        await send(start)
    await send({"type": "http.response.body", "body": b""})


def _adding(writer: Writer, rows: list[Row]) -> Callable[[], bytes]:
    return lambda: writer.add(rows)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
