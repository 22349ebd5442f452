"""The steps of a period, their moving average, and the same steps of an earlier period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.answers import Body
from dashboard.periods import Span

# Field of `/summary/totals` that names a group, and how many groups a moving average covers.
STEPS = {"day": "day", "week": "week", "month": "year_month", "quarter": "quarter"}
AVERAGE_OVER = {"day": 7, "week": 4, "month": 3, "quarter": 4}
COMPARISONS = ("before", "year", "none")
YEAR_DAYS = 364


@dataclass(frozen=True)
class Step:
    """One bar. `earlier` is the same step of the compared period, None without a record."""

    name: str
    quantity: float | None
    average: float | None
    earlier: float | None


def compared_span(span: Span, step: str, comparison: str) -> Span | None:
    """Earlier days of the same length.

    Days and weeks keep their weekdays: they step back by whole weeks, a year being 52 of them.
    Months and quarters keep their dates.
    """
    if comparison == "none":
        return None
    if comparison == "before":
        back = timedelta(weeks=-(-span.days // 7))
        return Span(span.first - back, span.last - back)
    if step in ("day", "week"):
        return Span(span.first - timedelta(YEAR_DAYS), span.last - timedelta(YEAR_DAYS))
    return Span(_year_before(span.first), _year_before(span.last))


def step_names(span: Span, step: str) -> list[str]:
    """Every step that the period touches, in order, as the API names it."""
    days = (span.first + timedelta(number) for number in range(span.days))
    return list(dict.fromkeys(name_of(day, step) for day in days))


def name_of(day: date, step: str) -> str:
    """`2026-11-20`, `2026-W47`, `2026-11`, `2026-Q4`."""
    if step == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if step == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: 7 if step == "month" else 10]


def steps(span: Span, step: str, answer: Body, compared: tuple[Span, Body] | None) -> list[Step]:
    """The period's steps; those of the compared period stand beside them by position."""
    made = quantities(answer, step)
    names = step_names(span, step)
    earlier: list[float | None] = [None] * len(names)
    if compared is not None:
        before = quantities(compared[1], step)
        found = [before.get(name) for name in step_names(compared[0], step)]
        earlier = [*found, *earlier][: len(names)]
    averages = moving_averages([made.get(name) for name in names], AVERAGE_OVER[step])
    return [
        Step(name, made.get(name), average, other)
        for name, average, other in zip(names, averages, earlier, strict=True)
    ]


def quantities(answer: Body, step: str) -> Mapping[str, float]:
    """Total by step."""
    return {row[STEPS[step]]: row["total_production"] for row in answer["data"]}


def moving_averages(values: Sequence[float | None], over: int) -> list[float | None]:
    """Of the last `over` steps, where so many are there; a step without a record counts as 0."""
    return [
        None
        if number + 1 < over
        else round(sum(value or 0.0 for value in values[number + 1 - over : number + 1]) / over, 1)
        for number in range(len(values))
    ]


def _year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
