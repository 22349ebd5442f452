"""Rows in a file, whatever its kind."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tools.benchmark.download import rows_in


@pytest.mark.parametrize(("name", "expected"), [("a.csv", 2), ("a.ndjson", 3)])
def test_lines(tmp_path: Path, name: str, expected: int) -> None:
    path = tmp_path / name
    path.write_bytes(b"one\ntwo\nthree\n")
    assert rows_in(path) == expected


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [1, 2, 3, 4]}), path)
    assert rows_in(path) == 4


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(70_001):
            sheet.write_number(number, 0, number)
    # More than one piece of a megabyte, so that tags are cut in two.
    assert rows_in(path) == 70_000
