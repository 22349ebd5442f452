"""A tool's result on its way out: whole to the reader, cut to whole rows for the model."""

from collections.abc import Sequence
from typing import Any

import orjson

from api.assistant.plain_text import cell, one_line, plain_json
from api.assistant.results import Table, Value

MAX_NOTE_CHARS = 400


def for_reader(table: Table, most_rows: int) -> dict[str, Any]:
    """What a `tool_result` event holds of it."""
    rows = [[cell(value) for value in row] for row in table.rows[:most_rows]]
    count = max(table.row_count, len(table.rows))
    chart = table.chart
    return {
        **_outline(table),
        "rows": rows,
        "row_count": count,
        "truncated": table.truncated or count > len(rows),
        **sources(table),
        "chart": chart and {"kind": chart.kind, "x": chart.x, "y": list(chart.y)},
    }


def for_model(result_id: str, table: Table, most_bytes: int) -> dict[str, Any]:
    """As many whole rows as fit; `rows_omitted` says how many do not."""
    result: dict[str, Any] = {"id": result_id, **_outline(table)}
    room = (
        most_bytes
        - len(orjson.dumps(result, default=str))
        - len(',"rows":[],"rows_omitted":99999999')
    )
    rows: list[list[Value]] = []
    for row in table.rows:
        plain = [cell(value) for value in row]
        room -= len(orjson.dumps(plain, default=str)) + 1
        if room < 0:
            break
        rows.append(plain)
    omitted = max(table.row_count, len(table.rows)) - len(rows)
    return {**result, "rows": rows, "rows_omitted": omitted}


def sources(table: Table) -> dict[str, Any]:
    """The statement that made the rows, so that anybody can check them."""
    return {"sql": table.sql, "params": plain_json(table.params)}


def _outline(table: Table) -> dict[str, Any]:
    return {
        "title": one_line(table.title, MAX_NOTE_CHARS),
        "columns": [one_line(name) for name in table.columns],
        "facts": {one_line(name): cell(value) for name, value in table.facts.items()},
        "notes": _lines(table.notes),
    }


def _lines(texts: Sequence[str]) -> list[str]:
    return [one_line(text, MAX_NOTE_CHARS) for text in texts]
