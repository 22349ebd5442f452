"""What every writer of an export file is."""

from collections.abc import Iterator
from typing import Any, Protocol

Row = tuple[Any, ...]


class Writer(Protocol):
    """Turns chunks of rows into a file's bytes; used by one thread at a time."""

    def begin(self) -> bytes:
        """What stands before the rows."""

    def add(self, rows: list[Row]) -> bytes:
        """The bytes that are ready after these rows, possibly none yet."""

    def end(self) -> Iterator[bytes]:
        """What is left when all rows have come."""

    def close(self) -> None:
        """Give back what the writer holds, also after a broken export."""
