"""What a tool gives: rows out of the database, the statement that made them, how to draw them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.errors import HubError

Value = str | int | float | None


@dataclass(frozen=True)
class Chart:
    """How the rows may be drawn: names of columns, never data."""

    kind: Literal["bar", "line"]
    x: str
    y: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One tool's result, of one data version.

    `facts` are single numbers beside the rows (totals, averages, changes in percent), computed in
    SQL or from its sums; `notes` says in words what a reader must know about them (a running
    period, which days were compared). `sql` and `params` are the statement that made the rows, so
    that anybody can check them. `row_count` also counts rows that were cut off.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    sql: str
    params: Mapping[str, Any]
    facts: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    row_count: int = 0
    truncated: bool = False


class ToolRefused(HubError):
    """A tool cannot do what it was asked; the text tells the model what to do instead."""

    status = 422
    title = "The tool cannot do that"
    title_ko = "도구가 할 수 없는 요청입니다"
    hint = "Ask again with the corrected argument."
    hint_ko = "고친 값으로 다시 요청하십시오."
