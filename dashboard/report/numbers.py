"""Months, and what has changed from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.answers import Body
from dashboard.periods import Span

CHANGES_SHOWN = 10


@dataclass(frozen=True)
class Change:
    """An item's quantity in two months; `change` is the difference."""

    code: str
    name: str | None
    before: float
    now: float

    @property
    def change(self) -> float:
        # Without the noise of binary fractions.
        return round(self.now - self.before, 6)


def months(data_from: date, data_to: date) -> list[str]:
    """Every month that the data touches, the newest first."""
    first, last = (day.year * 12 + day.month - 1 for day in (data_from, data_to))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(last, first - 1, -1)]


def days_of(month: str) -> Span:
    """The whole month, also where the data ends earlier."""
    first = date.fromisoformat(f"{month}-01")
    after = (first.replace(day=28) + timedelta(4)).replace(day=1)
    return Span(first, after - timedelta(1))


def before_of(month: Span, data_to: date) -> tuple[Span, bool]:
    """The month before; as many of its days as have elapsed of a running month (then True)."""
    end = month.first - timedelta(1)
    whole = Span(end.replace(day=1), end)
    if data_to >= month.last:
        return whole, False
    return Span(whole.first, end.replace(day=min(data_to.day, end.day))), True


def largest_changes(now: Body, before: Body) -> list[Change]:
    """Items by the size of the change, up or down."""
    old: Mapping[str, Body] = {row["item_code"]: row for row in before["data"]}
    new: Mapping[str, Body] = {row["item_code"]: row for row in now["data"]}
    changes = [
        Change(
            code,
            (new.get(code) or old[code])["item_name"],
            old[code]["total_production"] if code in old else 0,
            new[code]["total_production"] if code in new else 0,
        )
        for code in {**new, **old}
    ]
    moved = [one for one in changes if one.change]
    return sorted(moved, key=lambda one: (-abs(one.change), one.code))[:CHANGES_SHOWN]
