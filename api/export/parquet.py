"""Exports as Parquet and Arrow, out of the JSON lines that SQLite writes."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from api.export.arrow_files import ArrowKind, write_json_lines
from api.export.output import Output
from shared.errors import HubError
from shared.export_queries import ExportQuery
from shared.repositories.export import Chunk, ExportRepository

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def write_parquet(records: ExportRepository, query: ExportQuery, out: Output) -> None:
    _write("parquet", records, query, out)


def write_arrow(records: ExportRepository, query: ExportQuery, out: Output) -> None:
    _write("arrow", records, query, out)


def _write(kind: ArrowKind, records: ExportRepository, query: ExportQuery, out: Output) -> None:
    lines = Lines(records.json_lines())
    try:
        write_json_lines(kind, query.fields, io.BufferedReader(lines), cast("BinaryIO", out))
    except BaseException:
        out.drop()
        if lines.error is not None:
            # The library only knows that reading has failed.
            raise lines.error from None
        raise


class Lines(io.RawIOBase):
    """Chunks of text as a file; remembers what went wrong with them."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        super().__init__()
        self._chunks = chunks
        self._text = memoryview(b"")
        self.error: HubError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if not self._text:
            try:
                self._text = memoryview(next(self._chunks, Chunk(b"", 0)).text)
            except HubError as exc:
                self.error = exc
                raise
        space = memoryview(buffer)
        size = min(len(space), len(self._text))
        space[:size], self._text = self._text[:size], self._text[size:]
        return size
