"""A tool's result as the rules read it: amounts by meaning, whatever the columns are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_COLUMNS = {
    "code": ("item_code", "code"),
    "name": ("item_name", "name"),
    "quantity": ("total", "good_quantity", "quantity", "total_production", "production"),
    "records": ("records", "record_count", "batches", "batch_count"),
    "share": ("share_pct", "share", "share_percent"),
    "lot": ("lot_number", "lot"),
    "when": ("production_date", "day", "date", "produced_at"),
}
_FACTS = {
    "total": ("total", "total_production", "good_quantity", "quantity"),
    "records": ("records", "record_count", "batches", "batch_count"),
    "days": ("active_days", "days", "production_days", "working_days"),
    "per_day": ("avg_per_active_day", "average_per_active_day", "per_day", "daily_average"),
    "per_record": ("avg_per_record", "average_per_record", "average_quantity", "per_record"),
    "total_a": ("total_a",),
    "total_b": ("total_b",),
    "diff": ("diff", "difference", "change"),
    "change": ("change_pct", "change_percent"),
    "first": ("first_day", "data_from", "first", "date_from"),
    "last": ("last_day", "data_to", "last", "date_to"),
    "items": ("items", "item_count"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`marker` is the result's id in the turn: `r1`."""

    marker: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    facts: Mapping[str, Any]
    count: int

    @property
    def whole(self) -> bool:
        """No row was left out on the way here."""
        return self.count == len(self.rows)

    def fact(self, meaning: str) -> Any:
        """A single number; a table of one row gives it too. None when it is not there."""
        for name in _FACTS[meaning]:
            if name in self.facts:
                return self.facts[name]
        if len(self.rows) == 1:
            for name in _FACTS[meaning]:
                if name in self.columns:
                    return self.rows[0][list(self.columns).index(name)]
        return None

    def cells(self, meaning: str) -> list[Any]:
        """A column, Nones where the table has none like it."""
        place = self._place(meaning)
        return [None if place is None else row[place] for row in self.rows]

    def keys(self) -> list[Any]:
        """What the rows are grouped by: the first column."""
        return [row[0] for row in self.rows]

    def _place(self, meaning: str) -> int | None:
        names = list(self.columns)
        return next((names.index(name) for name in _COLUMNS[meaning] if name in names), None)


def read(result_id: str, result: Mapping[str, Any]) -> Reading:
    """`result` is what the loop gives a model."""
    rows = result.get("rows", [])
    omitted = int(result.get("rows_omitted") or 0)
    count = max(int(result.get("row_count") or 0), len(rows) + omitted)
    return Reading(
        str(result.get("id") or result_id),
        tuple(result.get("columns", ())),
        rows,
        result.get("facts", {}),
        count,
    )
