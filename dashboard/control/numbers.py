"""Daily values of the plant's working days, as points of a control chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.answers import Body
from dashboard.control.limits import Limits, limits_of, moving_ranges
from dashboard.control.rules import flags
from dashboard.control.workdays import is_workday

# Field of a day of `/summary/totals` by what is watched.
MEASURES = {"quantity": "total_production", "size": "avg_batch_size", "batches": "batch_count"}


@dataclass(frozen=True)
class Point:
    """One working day, the rules that it completes, and its distance from the one before."""

    day: str
    value: float
    moving: float | None
    rules: tuple[int, ...]


@dataclass(frozen=True)
class ControlChart:
    """`limits` is None where there are too few days to know them; then no rule speaks."""

    points: tuple[Point, ...]
    limits: Limits | None
    left_out: int
    running: str | None = None

    @property
    def flagged(self) -> list[Point]:
        return [point for point in self.points if point.rules]


def control_chart(
    answer: Body,
    measure: str,
    base: Body | None,
    *,
    all_days: bool = False,
    running: date | None = None,
) -> ControlChart:
    """Points of `answer`; the limits are its own, or those of `base` where one is given.

    A day without a record is no point. Weekends and holidays are left out unless `all_days`:
    otherwise every Sunday is out of control. So is the day that is still `running`.
    """
    made = daily_values(answer, measure)
    today = None if running is None or running.isoformat() not in made else running.isoformat()
    if today is not None:
        made.pop(today)
    kept = {day: value for day, value in made.items() if all_days or is_workday(_date(day))}
    limits = _limits(kept if base is None else daily_values(base, measure), all_days)
    values = list(kept.values())
    steps: Sequence[float | None] = [None, *moving_ranges(values)]
    found: Sequence[tuple[int, ...]] = flags(values, limits) if limits else [()] * len(values)
    points = [
        Point(day, value, step, rules)
        for day, value, step, rules in zip(kept, values, steps, found, strict=False)
    ]
    return ControlChart(tuple(points), limits, len(made) - len(kept), today)


def daily_values(answer: Body, measure: str) -> dict[str, float]:
    """In order; a day whose records have no quantity has no average."""
    field = MEASURES[measure]
    return {row["day"]: row[field] for row in answer["data"] if row[field] is not None}


def _limits(made: Mapping[str, float], all_days: bool) -> Limits | None:
    return limits_of([v for day, v in made.items() if all_days or is_workday(_date(day))])


def _date(day: str) -> date:
    return date.fromisoformat(day)
