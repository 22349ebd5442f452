"""Parquet and Arrow by arro3, in 20 MB of memory; only importing pyarrow takes 50."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from api.export.pipe import Abandoned, Pipe
from api.export.writer import Row
from shared.errors import HubError
from shared.export_queries import ExportQuery
from shared.repositories.export import Chunk, ExportRepository

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer
    from arro3 import core

# A compromise: a group costs the writer memory, and many small ones cost the reader time.
GROUP_ROWS = 50_000
# Rust holds Python's lock for one batch at a time: 500 rows are 0.3 ms.
BATCH_ROWS = 500


def write_parquet(records: ExportRepository, query: ExportQuery, out: Pipe) -> None:
    """An export, from the JSON lines that SQLite writes."""
    from arro3 import io as arrow

    lines = _Lines(records.json_lines())
    try:
        arrow.write_parquet(
            _batches(lines, query.fields),
            cast("BinaryIO", _Sink(out, lines)),
            compression="snappy",
            max_row_group_size=GROUP_ROWS,
        )
    finally:
        lines.raise_trouble()


def write_arrow(records: ExportRepository, query: ExportQuery, out: Pipe) -> None:
    """An Arrow IPC stream, likewise."""
    from arro3 import io as arrow

    lines = _Lines(records.json_lines())
    try:
        arrow.write_ipc_stream(_batches(lines, query.fields), cast("BinaryIO", _Sink(out, lines)))
    finally:
        lines.raise_trouble()


def _batches(lines: _Lines, fields: Sequence[str]) -> core.RecordBatchReader:
    from arro3 import io as arrow

    return arrow.read_json(cast("BinaryIO", lines), arrow_schema(fields), batch_size=BATCH_ROWS)


def arrow_schema(fields: Sequence[str]) -> core.Schema:
    """id int64, quantity double, everything else text."""
    from arro3.core import DataType, Field, Schema

    kinds = {"id": DataType.int64(), "good_quantity": DataType.float64()}
    return Schema([Field(name, kinds.get(name, DataType.string())) for name in fields])


class _Lines(io.RawIOBase):
    """Chunks as a file to read. Remembers what went wrong: arro3 makes a bare Exception of it."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.trouble: HubError | Abandoned | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self.raise_trouble()
        if not self._rest:
            try:
                self._rest = memoryview(next(self._chunks, Chunk(b"", 0)).text)
            except HubError as exc:
                self.trouble = exc
                raise
        target = memoryview(buffer)
        taken = min(len(target), len(self._rest))
        target[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken

    def raise_trouble(self) -> None:
        if self.trouble is not None:
            raise self.trouble


class _Sink(io.RawIOBase):
    """Never raises, since arro3 panics then: the next read does it."""

    def __init__(self, out: Pipe, lines: _Lines) -> None:
        super().__init__()
        self._out, self._lines = out, lines

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        if self._lines.trouble is None:
            try:
                return self._out.write(data)
            except Abandoned as exc:
                self._lines.trouble = exc
        return memoryview(data).nbytes


class ArrowWriter:
    """A list, whose columns are of text, whole or other numbers as their values are."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self._rows: list[Row] = []

    def begin(self) -> bytes:
        return b""

    def add(self, rows: list[Row]) -> bytes:
        self._rows += rows
        return b""

    def end(self) -> Iterator[bytes]:
        out = io.BytesIO()
        self._write(table(self._columns, self._rows), out)
        yield out.getvalue()

    def close(self) -> None:
        """Nothing outlives the object."""

    def _write(self, data: core.Table, out: io.BytesIO) -> None:
        from arro3 import io as arrow

        arrow.write_ipc_stream(data, out)


class ParquetWriter(ArrowWriter):
    def _write(self, data: core.Table, out: io.BytesIO) -> None:
        from arro3 import io as arrow

        arrow.write_parquet(data, out, compression="snappy")


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> core.Table:
    """Rows of Python values, one for each column."""
    from arro3.core import Array, DataType, Table

    kinds = {str: DataType.string(), int: DataType.int64(), float: DataType.float64()}
    arrays = []
    for position in range(len(columns)):
        values = [row[position] for row in rows]
        found = {type(value) for value in values}
        kind = next((kind for kind in (str, float, int) if kind in found), str)
        arrays.append(Array(values, kinds[kind]))
    return Table.from_arrays(arrays, names=columns)
