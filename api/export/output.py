"""What an export is written to: a file that hands its bytes on in pieces."""

import io
from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Large enough that a piece costs next to nothing, small enough that the first one comes at once.
PIECE_BYTES = 128 * 1024


class Output(io.RawIOBase):
    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()
        self._dropped = False

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        if not self._dropped:
            self.check()
            self._waiting += data
            if len(self._waiting) >= PIECE_BYTES:
                self.finish()
        return memoryview(data).nbytes

    def check(self) -> None:
        """Raises when nobody reads any more, where that can be known."""

    def finish(self) -> None:
        """Hand over what is left."""
        piece, self._waiting = bytes(self._waiting), bytearray()
        if piece:
            self.hand_over(piece)

    def drop(self) -> None:
        """Takes no further byte: for libraries that end the files that they could not finish."""
        self._dropped = True
        self._waiting.clear()

    @abstractmethod
    def hand_over(self, piece: bytes) -> None:
        """Towards the client; may wait for room."""
