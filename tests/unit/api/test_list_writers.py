"""Writers of lists: plain rows of Python values in, a file out, through one protocol."""

import io

import pyarrow as pa
import pytest
from pyarrow import parquet

from api.export.arrow_files import ArrowWriter, ParquetWriter
from api.export.csv import CsvWriter
from api.export.writer import Row, Writer
from api.export.xlsx import XlsxWriter
from tests.api.export_files import READERS

COLUMNS = ("item_code", "total", "average", "nothing")
ROWS: list[Row] = [("=1+1", 3, 1.5, None), ("와셔", 2**53, 2, None), (None, None, None, None)]


def file_of(writer: Writer) -> bytes:
    body = writer.begin() + writer.add(ROWS[:1]) + writer.add(ROWS[1:]) + b"".join(writer.end())
    writer.close()
    return body


def test_csv() -> None:
    body = file_of(CsvWriter(COLUMNS, bom=False)).decode()
    assert body == (
        "item_code,total,average,nothing\r\n'=1+1,3,1.5,\r\n와셔,9007199254740992,2,\r\n,,,\r\n"
    )


@pytest.mark.parametrize(("writer", "kind"), [(ArrowWriter, "arrow"), (ParquetWriter, "parquet")])
def test_arrow(writer: type[ArrowWriter], kind: str) -> None:
    body = file_of(writer(COLUMNS))
    assert READERS[kind](body) == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


def test_parquet_has_a_type_for_each_column() -> None:
    schema = parquet.read_schema(io.BytesIO(file_of(ParquetWriter(COLUMNS))))
    assert schema.types == [pa.string(), pa.int64(), pa.float64(), pa.string()]


def test_xlsx() -> None:
    rows = READERS["xlsx"](file_of(XlsxWriter(COLUMNS)))
    # A row without any cell is none in a sheet.
    assert rows == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS[:2]]


def test_a_workbook_may_be_given_up() -> None:
    writer = XlsxWriter(COLUMNS)
    writer.add(ROWS)
    writer.close()
