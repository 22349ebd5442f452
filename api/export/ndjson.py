"""NDJSON: the rows of `/records`, one a line. SQLite has written them already."""

from collections.abc import Iterator

from api.export.writer import Row


class NdjsonWriter:
    """Takes chunks of one row with one column: many lines as bytes."""

    def begin(self) -> bytes:
        return b""

    def add(self, rows: list[Row]) -> bytes:
        return b"".join(bytes(text) + b"\n" for (text,) in rows)

    def end(self) -> Iterator[bytes]:
        yield from ()

    def close(self) -> None:
        """Nothing is held."""
