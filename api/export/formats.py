"""What each export format is: how it is written, its media type and file ending."""

from collections.abc import Callable
from dataclasses import dataclass

from api.export.csv import write_csv
from api.export.ndjson import write_ndjson
from api.export.parquet import write_arrow, write_parquet
from api.export.pipe import Pipe
from api.export.xlsx import write_xlsx
from shared.export_queries import ExportFormat, ExportQuery
from shared.repositories.export import ExportRepository


@dataclass(frozen=True, slots=True)
class FileKind:
    media_type: str
    ending: str
    write: Callable[[ExportRepository, ExportQuery, Pipe], None]


KINDS = {
    ExportFormat.CSV: FileKind("text/csv; charset=utf-8", "csv", write_csv),
    ExportFormat.NDJSON: FileKind("application/x-ndjson", "ndjson", write_ndjson),
    ExportFormat.PARQUET: FileKind("application/vnd.apache.parquet", "parquet", write_parquet),
    ExportFormat.ARROW: FileKind("application/vnd.apache.arrow.stream", "arrows", write_arrow),
    ExportFormat.XLSX: FileKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", write_xlsx
    ),
}
