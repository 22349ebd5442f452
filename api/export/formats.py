"""What each export format is: how it is written, its media type and file ending."""

from collections.abc import Callable
from dataclasses import dataclass

from api.export.csv import write_csv
from api.export.ndjson import write_ndjson
from api.export.output import Output
from api.export.parquet import write_arrow, write_parquet
from api.export.xlsx import write_xlsx
from shared.export_queries import ExportFormat, ExportQuery
from shared.repositories.export import ExportRepository

# A process takes 0.37 s of CPU before its first row. So many rows take 0.1 s here: 1 us a row, 5 in
# a sheet, nearly all of it in SQLite and zlib, which leave Python's lock alone.
CHEAP_ROWS = 100_000
SHEET_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class FileKind:
    """`apart_from`: with more rows than these it is written by a process of its own."""

    media_type: str
    ending: str
    write: Callable[[ExportRepository, ExportQuery, Output], None]
    apart_from: int


KINDS = {
    ExportFormat.CSV: FileKind("text/csv; charset=utf-8", "csv", write_csv, CHEAP_ROWS),
    ExportFormat.NDJSON: FileKind("application/x-ndjson", "ndjson", write_ndjson, CHEAP_ROWS),
    ExportFormat.PARQUET: FileKind("application/vnd.apache.parquet", "parquet", write_parquet, 0),
    ExportFormat.ARROW: FileKind("application/vnd.apache.arrow.stream", "arrows", write_arrow, 0),
    ExportFormat.XLSX: FileKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        write_xlsx,
        SHEET_ROWS,
    ),
}
