"""XLSX. xlsxwriter makes the workbook; the rows of an export are streamed into its sheet."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from api.export.output import Output
from api.export.writer import Row
from shared.export_queries import ExportQuery
from shared.repositories.export import ExportRepository
from shared.repositories.export_text import MAX_CELL_CHARS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel's 1,048,576 less the header.
MAX_ROWS = 1_048_575
WIDTHS = {"production_date": 20, "lot_number": 20, "item_name": 28}
DEFAULT_WIDTH = 14
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET = "xl/worksheets/sheet1.xml"
ROWS_END = b"</sheetData>"
# Says which cells there are before they are known; optional, and wrong is worse than none.
DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
# Of zlib: a third larger than at the default level, in less than a third of the time.
FAST = 1


class Skeleton(NamedTuple):
    """A workbook without its rows."""

    head: bytes
    tail: bytes
    other_files: dict[str, bytes]


def write_xlsx(records: ExportRepository, query: ExportQuery, out: Output) -> None:
    """An export. The sheet comes first in the zip: the other files know how many rows it has."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=FAST) as book:
        with book.open(SHEET, "w") as sheet:
            rows = 0
            try:
                sheet.write(skeleton(query.fields, rows).head)
                for chunk in records.sheet_rows(first_row=2):
                    sheet.write(chunk.text)
                    rows += chunk.rows
            except BaseException:
                # zipfile ends what it has begun; of a broken file nothing more may be sent.
                out.drop()
                raise
            whole = skeleton(query.fields, rows)
            sheet.write(whole.tail)
        for name, content in whole.other_files.items():
            book.writestr(name, content)


def skeleton(columns: Sequence[str], rows: int) -> Skeleton:
    """What xlsxwriter makes of the header and so many rows."""
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, OPTIONS) as book:
        sheet = add_sheet(book, columns)
        sheet.autofilter(0, 0, rows, len(columns) - 1)
    with ZipFile(file) as made:
        files = {name: made.read(name) for name in made.namelist()}
    head, end, tail = files.pop(SHEET).partition(ROWS_END)
    return Skeleton(DIMENSION.sub(b"", head), end + tail, files)


def add_sheet(book: "Workbook", columns: Sequence[str]) -> "Worksheet":
    """A bold header that stays in sight, and widths."""
    sheet = book.add_worksheet("records")
    bold = book.add_format({"bold": True})
    for column, name in enumerate(columns):
        sheet.set_column(column, column, WIDTHS.get(name, DEFAULT_WIDTH))
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    return sheet


class XlsxWriter:
    """A list. Nothing is ready before the end: a workbook is a zip with its directory last."""

    def __init__(self, fields: Sequence[str]) -> None:
        from xlsxwriter import Workbook

        self._file = BytesIO()
        self._book = Workbook(self._file, OPTIONS)
        self._sheet = add_sheet(self._book, fields)
        self._columns = len(fields)
        self._rows = 0

    def begin(self) -> bytes:
        return b""

    def add(self, rows: list[Row]) -> bytes:
        text, number = self._sheet.write_string, self._sheet.write_number
        for row in rows:
            self._rows += 1
            for column, value in enumerate(row):
                if isinstance(value, str):
                    text(self._rows, column, value[:MAX_CELL_CHARS])
                elif value is not None:
                    number(self._rows, column, value)
        return b""

    def end(self) -> Iterator[bytes]:
        self._sheet.autofilter(0, 0, self._rows, self._columns - 1)
        self._book.close()
        yield self._file.getvalue()

    def close(self) -> None:
        # xlsxwriter warns of a workbook that was given up.
        self._book.fileclosed = True
