"""NDJSON: the rows of `/records`, one a line. SQLite has written them already."""

from api.export.output import Output
from shared.export_queries import ExportQuery
from shared.repositories.export import ExportRepository


def write_ndjson(records: ExportRepository, _: ExportQuery, out: Output) -> None:
    for chunk in records.json_lines():
        out.write(chunk.text)
