"""A tool's result as the rules read it: amounts by meaning, whatever the columns are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# By the tools' own names; `total` and `quantity` for rows of other statements.
_COLUMNS = {
    "code": ("item_code",),
    "name": ("item_name",),
    "quantity": ("total_production", "good_quantity", "total"),
    "share": ("share_pct",),
    "per_day": ("daily_average",),
    "difference": ("difference",),
    "change": ("change_pct",),
    "lot": ("lot_number",),
    "when": ("production_date",),
    "first": ("first_day",),
    "last": ("last_day",),
}
_FACTS = {
    "total": ("total_production",),
    "records": ("batch_count",),
    "days": ("day_count",),
    "per_day": ("daily_average",),
    "per_record": ("avg_batch_size",),
    "total_a": ("total_a",),
    "total_b": ("total_b",),
    "difference": ("difference",),
    "change": ("change_pct",),
    "first": ("data_from",),
    "last": ("data_to",),
    "items": ("item_count",),
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
        """A single number; None when it is not there."""
        return next((self.facts[name] for name in _FACTS[meaning] if name in self.facts), None)

    def cells(self, meaning: str) -> list[Any]:
        """A column, Nones where the table has none like it."""
        place = self._place(meaning)
        return [None if place is None else row[place] for row in self.rows]

    def labels(self) -> list[Any]:
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
