"""CSV as Excel wants it: byte order mark, CRLF, and no cell that Excel would run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from api.export.output import Output
from api.export.writer import Row
from shared.export_queries import ExportQuery
from shared.repositories.export import ExportRepository

BOM = b"\xef\xbb\xbf"
# What makes Excel and LibreOffice take a text for a formula.
FORMULA_STARTS = frozenset("=+-@\t\r")


def write_csv(records: ExportRepository, query: ExportQuery, out: Output) -> None:
    """An export: its lines come from SQLite."""
    out.write((BOM if query.bom else b"") + csv_lines([query.fields]))
    for chunk in records.csv():
        out.write(chunk.text)


class CsvWriter:
    """A list."""

    def __init__(self, fields: Sequence[str], *, bom: bool) -> None:
        self._fields = fields
        self._bom = bom

    def begin(self) -> bytes:
        return (BOM if self._bom else b"") + csv_lines([self._fields])

    def add(self, rows: list[Row]) -> bytes:
        return csv_lines(rows)

    def end(self) -> Iterator[bytes]:
        yield from ()

    def close(self) -> None:
        """Nothing is held."""


def csv_lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Lines of CSV; None is an empty cell, formulas are defused by an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([defused(value) for value in row] for row in rows)
    return text.getvalue().encode()


def defused(value: Any) -> Any:
    """A text that looks like a formula gets a leading apostrophe; numbers stay as they are."""
    if isinstance(value, str) and value[:1] in FORMULA_STARTS:
        return "'" + value
    return value
