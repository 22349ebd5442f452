"""From an export's thread to the event loop: a file on one side, pieces of bytes on the other."""

import asyncio
import io
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Large enough that a piece costs next to nothing, small enough that the first one comes at once.
PIECE_BYTES = 128 * 1024
# Written, but not yet taken by the client; then the thread waits.
PIECES_AHEAD = 2


class Abandoned(Exception):
    """Nobody wants the rest of the file."""


class Pipe(io.RawIOBase):
    """Written by one thread, read by one task."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._waiting = bytearray()
        self._room = threading.Semaphore(PIECES_AHEAD)
        self._pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self._abandoned = False
        self._dropped = False

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Blocks while the client is behind. Raises Abandoned."""
        if self._dropped:
            return memoryview(data).nbytes
        self.check()
        self._waiting += data
        if len(self._waiting) >= PIECE_BYTES:
            self.finish()
        return memoryview(data).nbytes

    def finish(self) -> None:
        """Hand over what is left. Raises Abandoned."""
        self._room.acquire()
        self.check()
        piece, self._waiting = bytes(self._waiting), bytearray()
        if piece:
            self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

    def check(self) -> None:
        """Raises Abandoned when nobody reads any more."""
        if self._abandoned:
            raise Abandoned

    def drop(self) -> None:
        """Takes no further byte: for libraries that end the files that they could not finish."""
        self._dropped = True

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
        self._abandoned = True
        self._room.release()
        self.end()
