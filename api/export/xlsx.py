"""XLSX in constant memory: rows go to a temporary file, the finished workbook is read from it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from api.export.writer import Row

# Excel's 1,048,576 less the header.
MAX_ROWS = 1_048_575
MAX_CELL_CHARS = 32_767
PIECE_BYTES = 256 * 1024
WIDTHS = {"production_date": 20, "lot_number": 20, "item_name": 28}
DEFAULT_WIDTH = 14
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxWriter:
    """Nothing is ready before the end: a workbook is a zip with its directory last."""

    def __init__(self, fields: Sequence[str]) -> None:
        from xlsxwriter import Workbook

        self._folder = TemporaryDirectory(prefix="hub-export-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "records.xlsx"
        self._book = Workbook(self._path, {**OPTIONS, "tmpdir": self._folder.name})
        self._sheet = self._book.add_worksheet("records")
        self._fields = fields
        self._rows = 0

    def begin(self) -> bytes:
        bold = self._book.add_format({"bold": True})
        for column, name in enumerate(self._fields):
            self._sheet.set_column(column, column, WIDTHS.get(name, DEFAULT_WIDTH))
            self._sheet.write_string(0, column, name, bold)
        self._sheet.freeze_panes(1, 0)
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
        self._sheet.autofilter(0, 0, self._rows, len(self._fields) - 1)
        self._book.close()
        with self._path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece

    def close(self) -> None:
        # A workbook that was given up has its file of rows still open.
        if not self._book.fileclosed:
            self._sheet.row_data_fh.close()
        self._folder.cleanup()
