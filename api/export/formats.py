"""What each export format is: its writer, media type and file ending."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.export.csv import CsvWriter
from api.export.ndjson import NdjsonWriter
from api.export.parquet import ArrowWriter, ParquetWriter
from api.export.writer import Row, Writer
from api.export.xlsx import XlsxWriter
from shared.export_queries import ExportFormat, ExportQuery
from shared.repositories.export import ExportRepository


@dataclass(frozen=True, slots=True)
class FileKind:
    media_type: str
    ending: str
    make_writer: Callable[[ExportQuery], Writer]
    read: Callable[[ExportRepository], Iterator[list[Row]]] = ExportRepository.rows


KINDS = {
    ExportFormat.CSV: FileKind(
        "text/csv; charset=utf-8", "csv", lambda query: CsvWriter(query.fields, bom=query.bom)
    ),
    ExportFormat.NDJSON: FileKind(
        "application/x-ndjson", "ndjson", lambda _: NdjsonWriter(), ExportRepository.lines
    ),
    ExportFormat.PARQUET: FileKind(
        "application/vnd.apache.parquet",
        "parquet",
        lambda query: ParquetWriter(query.fields),
        ExportRepository.lines,
    ),
    ExportFormat.ARROW: FileKind(
        "application/vnd.apache.arrow.stream",
        "arrows",
        lambda query: ArrowWriter(query.fields),
        ExportRepository.lines,
    ),
    ExportFormat.XLSX: FileKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        lambda query: XlsxWriter(query.fields),
    ),
}
