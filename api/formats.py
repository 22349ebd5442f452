"""Lists as CSV or NDJSON: the same rows as their JSON, for Excel, pandas and shell scripts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from starlette.responses import Response

from api.export.csv import BOM, csv_lines
from api.responses import data_response
from shared.db.generation import Generation
from shared.query_types import ListFormat

MEDIA_TYPES = {
    ListFormat.CSV: "text/csv; charset=utf-8",
    ListFormat.NDJSON: "application/x-ndjson",
}
# `responses=` entry of a route that has them, for its OpenAPI document.
OTHER_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/x-ndjson": {"schema": {"type": "string"}},
        }
    }
}


def list_response(
    generation: Generation,
    kind: ListFormat,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    headers: dict[str, str] | None = None,
) -> Response:
    """Rows as CSV with these columns, or one JSON object a line.

    Takes about 2 us a cell, so long lists belong in a thread.
    """
    if kind is ListFormat.NDJSON:
        body = b"".join(orjson.dumps(row) + b"\n" for row in rows)
    else:
        body = BOM + csv_lines([columns, *([row[name] for name in columns] for row in rows)])
    return data_response(generation, body, headers, MEDIA_TYPES[kind])
