"""Parquet and Arrow. pyarrow takes 0.3 s to import, so only an export does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from api.export.writer import Row

if TYPE_CHECKING:
    import pyarrow as pa

# A compromise: a group costs the writer memory, and many small ones cost the reader time.
GROUP_ROWS = 20_000


class _Taken:
    """A file that only grows; what was written is taken out of it again and again."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        """Nothing to do: it is memory."""

    def close(self) -> None:
        """Nothing to do: the last pieces are still to be taken."""

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class ArrowWriter:
    """An Arrow IPC stream, one record batch a chunk. Takes NDJSON, as NdjsonWriter does."""

    group_rows = 1

    def __init__(self, fields: Sequence[str]) -> None:
        import pyarrow as pa

        # Arrow's own allocator keeps 30 MB more for itself.
        pa.set_memory_pool(pa.system_memory_pool())
        self._schema = arrow_schema(fields)
        self._out = _Taken()
        # Columns: as Python objects the rows of a group would take six times the memory.
        self._waiting: list[pa.Table] = []
        self._file = self._open()

    def _open(self) -> pa.ipc.RecordBatchStreamWriter | pa.parquet.ParquetWriter:
        import pyarrow as pa

        return pa.ipc.new_stream(pa.PythonFile(self._out, mode="w"), self._schema)

    def begin(self) -> bytes:
        return self._out.take()

    def add(self, rows: list[Row]) -> bytes:
        self._waiting += [arrow_table(bytes(lines), self._schema) for (lines,) in rows]
        if sum(table.num_rows for table in self._waiting) >= self.group_rows:
            self._write()
        return self._out.take()

    def end(self) -> Iterator[bytes]:
        if self._waiting:
            self._write()
        self._file.close()
        yield self._out.take()

    def close(self) -> None:
        """Nothing outlives the object."""

    def _write(self) -> None:
        import pyarrow as pa

        self._file.write_table(pa.concat_tables(self._waiting))
        self._waiting = []


class ParquetWriter(ArrowWriter):
    """Parquet in row groups of at least 20,000 rows."""

    group_rows = GROUP_ROWS

    def _open(self) -> pa.ipc.RecordBatchStreamWriter | pa.parquet.ParquetWriter:
        import pyarrow as pa
        from pyarrow import parquet

        return parquet.ParquetWriter(pa.PythonFile(self._out, mode="w"), self._schema)


def arrow_schema(fields: Sequence[str]) -> pa.Schema:
    """id int64, quantity double, everything else text."""
    import pyarrow as pa

    kinds = {"id": pa.int64(), "good_quantity": pa.float64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in fields])


def arrow_table(lines: bytes, schema: pa.Schema) -> pa.Table:
    """NDJSON of one chunk as columns.

    Parsed in C++, with Python's lock released: 1.6 us a row. `pyarrow.array` would take Python
    objects, and imports pandas besides (60 MB).
    """
    import pyarrow as pa
    from pyarrow import json

    return json.read_json(
        pa.BufferReader(lines),
        json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    ).select(schema.names)
