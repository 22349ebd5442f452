"""Parquet and Arrow by arro3, in 30 MB of memory; only importing pyarrow takes 50."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

if TYPE_CHECKING:
    from arro3 import core

# A compromise: a group costs the writer memory, and many small ones cost the reader time.
GROUP_ROWS = 50_000
BATCH_ROWS = 2_000

ArrowKind = Literal["parquet", "arrow"]


def write_json_lines(
    kind: ArrowKind, fields: Sequence[str], lines: BinaryIO, out: BinaryIO
) -> None:
    """The records in `lines` as a file."""
    from arro3 import io as arrow

    write_table(kind, arrow.read_json(lines, record_schema(fields), batch_size=BATCH_ROWS), out)


def write_table(
    kind: ArrowKind, data: "core.Table | core.RecordBatchReader", out: BinaryIO
) -> None:
    from arro3 import io as arrow

    if kind == "parquet":
        arrow.write_parquet(data, out, compression="snappy", max_row_group_size=GROUP_ROWS)
    else:
        # Many readers know no compressed buffers.
        arrow.write_ipc_stream(data, out, compression=None)


def record_schema(fields: Sequence[str]) -> "core.Schema":
    """id int64, quantity double, everything else text."""
    from arro3.core import DataType, Field, Schema

    kinds = {"id": DataType.int64(), "good_quantity": DataType.float64()}
    return Schema([Field(name, kinds.get(name, DataType.string())) for name in fields])


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> "core.Table":
    """Rows of Python values as columns of text, whole numbers or others, as the values are."""
    from arro3.core import Array, DataType, Table

    kinds = {str: DataType.string(), int: DataType.int64(), float: DataType.float64()}
    arrays = []
    for position in range(len(columns)):
        values = [row[position] for row in rows]
        found = {type(value) for value in values}
        kind = next((kind for kind in (str, float, int) if kind in found), str)
        arrays.append(Array(values, kinds[kind]))
    return Table.from_arrays(arrays, names=columns)


class ArrowWriter:
    """A list."""

    kind: ArrowKind = "arrow"

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields
        self._rows: list[tuple[Any, ...]] = []

    def begin(self) -> bytes:
        return b""

    def add(self, rows: list[tuple[Any, ...]]) -> bytes:
        self._rows += rows
        return b""

    def end(self) -> Iterator[bytes]:
        out = io.BytesIO()
        write_table(self.kind, table(self._fields, self._rows), out)
        yield out.getvalue()

    def close(self) -> None:
        """Nothing outlives the object."""


class ParquetWriter(ArrowWriter):
    kind: ArrowKind = "parquet"
