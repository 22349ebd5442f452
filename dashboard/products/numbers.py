"""Totals by item as a Pareto with ABC classes, and items side by side over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from dashboard.answers import Body

# The usual classes: the items that make the first 80 %, the next 15 %, and the rest.
CLASS_LIMITS = (("A", 80.0), ("B", 95.0), ("C", 100.0))


@dataclass(frozen=True)
class ItemShare:
    """One item of the Pareto; shares are percent of the total of all items."""

    rank: int
    code: str
    name: str | None
    quantity: float
    batches: int
    average: float | None
    share: float
    cumulative: float
    abc: str


def shares(answer: Body) -> list[ItemShare]:
    """Items by falling quantity. The base is the API's own total, not the sum of the rows.

    Where nothing was made in total, no item makes most of it: all are C.
    """
    total = float(answer["total"]["total_production"])
    found: list[ItemShare] = []
    running = 0.0
    for rank, row in enumerate(answer["data"], 1):
        before = _percent(running, total)
        running = summed((running, row["total_production"]))
        found.append(
            ItemShare(
                rank,
                row["item_code"],
                row["item_name"],
                row["total_production"],
                row["batch_count"],
                row["avg_batch_size"],
                _percent(row["total_production"], total),
                _percent(running, total),
                abc_class(before) if total > 0 else CLASS_LIMITS[-1][0],
            )
        )
    return found


def abc_class(cumulative_before: float) -> str:
    """The class of an item by what the larger ones make up: the one that crosses 80 % is an A."""
    return next(name for name, limit in CLASS_LIMITS if cumulative_before < limit or name == "C")


def by_class(items: Sequence[ItemShare]) -> dict[str, tuple[int, float, float]]:
    """Items, quantity and share of each class."""
    return {
        name: (
            len(inside := [item for item in items if item.abc == name]),
            summed(item.quantity for item in inside),
            sum(item.share for item in inside),
        )
        for name, _ in CLASS_LIMITS
    }


def summed(quantities: Iterable[float]) -> float:
    """As the API sums: without the noise of binary fractions, by which a half would not go up."""
    return round(fsum(quantities), 6)


def side_by_side(answers: Mapping[str, Body], key: str, *, indexed: bool) -> list[list[Any]]:
    """Rows `[period, quantity of each item]`; a period without a record of an item is None.

    Indexed: each item's first quantity is 100, so that small and large items share an axis.
    """
    made = {
        code: {row[key]: row["total_production"] for row in body["data"]}
        for code, body in answers.items()
    }
    periods = sorted({period for rows in made.values() for period in rows})
    bases = {code: _base(rows, periods) if indexed else None for code, rows in made.items()}
    return [
        [period, *(_indexed(rows.get(period), bases[code]) for code, rows in made.items())]
        for period in periods
    ]


def _base(rows: Mapping[str, float], periods: Iterable[str]) -> float:
    return next((rows[period] for period in periods if rows.get(period)), 0.0)


def _indexed(value: float | None, base: float | None) -> float | None:
    if value is None or base is None:
        return value
    return round(100 * value / base, 1) if base else None


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0
