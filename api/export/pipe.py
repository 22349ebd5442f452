"""From an export's thread to the event loop: a file on one side, pieces of bytes on the other."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from api.export.output import Output

# Written, but not yet taken by the client; then the thread waits.
PIECES_AHEAD = 2


class Abandoned(Exception):
    """Nobody wants the rest of the file."""


class Pipe(Output):
    """Written by one thread, read by one task. A write blocks while the client is behind, and
    raises Abandoned when it has gone."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._room = threading.Semaphore(PIECES_AHEAD)
        self._pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self._abandoned = threading.Event()
        self._stop: Callable[[], None] = lambda: None

    def hand_over(self, piece: bytes) -> None:
        self._room.acquire()
        self.check()
        self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

    def check(self) -> None:
        """Raises Abandoned when nobody reads any more."""
        if self._abandoned.is_set():
            raise Abandoned

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """`stop` is called at once when nobody reads any more, from the event loop. Raises
        Abandoned."""
        self._stop = stop
        try:
            self.check()
            yield
        finally:
            self._stop = lambda: None

    async def read_piece(self) -> bytes:
        """The next piece, empty at the end."""
        piece = await self._pieces.get()
        self._room.release()
        return piece

    def end(self) -> None:
        """No more will be written. Called in the event loop, as `abandon` is."""
        self._pieces.put_nowait(b"")

    def abandon(self) -> None:
        """Makes the thread stop at its next write, also one that waits, and ends the reading."""
        self._abandoned.set()
        self._stop()
        self._room.release()
        self.end()
