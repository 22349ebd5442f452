"""Which days belong to which source, so that no day is shown twice."""

from dataclasses import dataclass
from datetime import date, timedelta

LIVE = "live"


@dataclass(frozen=True, slots=True)
class Range:
    """Inclusive days that a partition may show; None is open."""

    name: str
    begins: str | None
    ends: str | None


def partition_ranges(newest_days: dict[str, str], cutoff: date | None) -> list[Range]:
    """Ranges of all sources, newest first.

    Ordered by their newest readable day (the live file wins a tie), each begins on the day
    after the newest day of the next older one. `cutoff` overrides: it is the first day of the
    live file, and archives own everything before it.
    """
    order = sorted(newest_days, key=lambda name: (newest_days[name], name == LIVE, name))
    if cutoff is not None and LIVE in order:
        order.remove(LIVE)
        order.append(LIVE)
    ranges: list[Range] = []
    begins: str | None = None
    for place, name in enumerate(order):
        ends: str | None = None
        if cutoff is not None and name == LIVE:
            begins = cutoff.isoformat()
        elif cutoff is not None:
            ends = (cutoff - timedelta(days=1)).isoformat()
        ranges.append(Range(name, begins, ends))
        if place + 1 < len(order):
            begins = _day_after(newest_days[name])
    return ranges[::-1]


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
