"""Lists as files: the same rows as their JSON, for Excel, pandas, data tools and shell scripts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, get_args

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from api.export.csv import CsvWriter
from api.export.writer import Row, Writer
from api.export.xlsx import XlsxWriter
from api.hub import Hub
from api.responses import data_response
from shared.db.generation import Generation
from shared.query_types import ListFormat

NAMED_ITEMS = 3


class Table(NamedTuple):
    """`title`: what it is, for the file's name. `shape`: the model that says each column's type."""

    title: str
    shape: type[BaseModel]
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]


class ListQuery(Protocol):
    """Every query object of a list."""

    @property
    def format(self) -> ListFormat: ...

    def model_dump(self, *, mode: str, include: set[str], exclude_none: bool) -> dict[str, Any]: ...


class ListKind(NamedTuple):
    media_type: str
    ending: str
    write: Callable[[Table], bytes]


async def table_response(
    hub: Hub,
    generation: Generation,
    query: ListQuery,
    table: Table,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The table as `query.format` says; not for JSON, which each route writes itself."""
    kind = KINDS[query.format]
    # A workbook takes 100 us a row: the threads that run SQL are everybody's.
    threads = hub.exports.threads if query.format is ListFormat.XLSX else hub.sql
    body = await threads.run(lambda: kind.write(table))
    name = f'attachment; filename="{file_name(table.title, query)}.{kind.ending}"'
    return data_response(
        generation, body, {"Content-Disposition": name, **(headers or {})}, kind.media_type
    )


def file_name(title: str, query: ListQuery) -> str:
    """`records_BW0021_2026-01-01`: what was asked for, in letters that every system takes."""
    wanted = {"item_code", "year_month", "date_from", "date_to"}
    given = query.model_dump(mode="json", include=wanted, exclude_none=True)
    codes = given.get("item_code", ())
    items = codes if len(codes) <= NAMED_ITEMS else (f"{len(codes)}-items",)
    days = [given[name] for name in ("year_month", "date_from", "date_to") if name in given]
    safe = [re.sub(r"[^A-Za-z0-9-]+", "-", word) for word in (title, *items, *days)]
    return "_".join(safe)


def _ndjson(table: Table) -> bytes:
    picked = ({name: row[name] for name in table.columns} for row in table.rows)
    return b"".join(orjson.dumps(row) + b"\n" for row in picked)


def _csv(table: Table) -> bytes:
    return _written(CsvWriter(table.columns, bom=True), _cells(table))


def _xlsx(table: Table) -> bytes:
    return _written(XlsxWriter(table.columns), _cells(table))


def _cells(table: Table) -> Iterable[Row]:
    return (tuple(row[name] for name in table.columns) for row in table.rows)


def _written(writer: Writer, rows: Iterable[Row]) -> bytes:
    try:
        return b"".join((writer.begin(), writer.add(list(rows)), *writer.end()))
    finally:
        writer.close()


def _arrow(table: Table) -> bytes:
    import pyarrow as pa

    columns, out = _columns(table), pa.BufferOutputStream()
    with pa.ipc.new_stream(out, columns.schema) as file:
        file.write_table(columns)
    return bytes(out.getvalue())


def _parquet(table: Table) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = pa.BufferOutputStream()
    parquet.write_table(_columns(table), out)
    return bytes(out.getvalue())


def _columns(table: Table) -> Any:
    """A pyarrow table. Out of NDJSON, because `pyarrow.array` imports pandas (60 MB)."""
    import pyarrow as pa
    from pyarrow import json

    kinds = {"integer": pa.int64(), "number": pa.float64(), "text": pa.string()}
    schema = pa.schema([(name, kinds[column_kind(table, name)]) for name in table.columns])
    lines = _ndjson(table)
    if not lines:
        return schema.empty_table()
    return json.read_json(
        pa.BufferReader(lines),
        json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    ).select(schema.names)


def column_kind(table: Table, name: str) -> str:
    """`integer`, `number` (with or without a fraction) or `text`, as the response model says."""
    annotation = table.shape.model_fields[name].annotation
    types = set(get_args(annotation)) or {annotation}
    if float in types:
        return "number"
    return "integer" if int in types else "text"


KINDS = {
    ListFormat.CSV: ListKind("text/csv; charset=utf-8", "csv", _csv),
    ListFormat.NDJSON: ListKind("application/x-ndjson", "ndjson", _ndjson),
    ListFormat.ARROW: ListKind("application/vnd.apache.arrow.stream", "arrows", _arrow),
    ListFormat.PARQUET: ListKind("application/vnd.apache.parquet", "parquet", _parquet),
    ListFormat.XLSX: ListKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _xlsx
    ),
}


def list_formats(example: Any) -> dict[int | str, dict[str, Any]]:
    """`responses=` entry of a list's route: an example of its JSON, and the other formats."""
    content: dict[str, Any] = {"application/json": {"example": example}}
    for kind in KINDS.values():
        media_type = kind.media_type.partition(";")[0]
        text = media_type in ("text/csv", "application/x-ndjson")
        schema = {"type": "string"} if text else {"type": "string", "format": "binary"}
        content[media_type] = {"schema": schema}
    return {200: {"content": content}}
