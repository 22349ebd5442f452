"""The steps of a period, their moving average, and the same steps of an earlier period."""

from calendar import monthrange
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
    Months and quarters keep their dates: they step back by as many as the period touches.
    """
    if comparison == "none":
        return None
    by_weekday = step in ("day", "week")
    if comparison == "before" and by_weekday:
        back = timedelta(weeks=-(-span.days // 7))
        return Span(span.first - back, span.last - back)
    if comparison == "before":
        months = len(step_names(span, step)) * (1 if step == "month" else 3)
        first, last = months_before(span.first, months), months_before(span.last, months)
        # Whole months stay whole, whatever their length.
        whole = span.last == month_end(span.last)
        return Span(first, month_end(last) if whole else last)
    if by_weekday:
        return Span(span.first - timedelta(YEAR_DAYS), span.last - timedelta(YEAR_DAYS))
    return Span(months_before(span.first, 12), months_before(span.last, 12))


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


def days_in(day: date, step: str) -> Span:
    """All days of the step that `day` lies in."""
    if step == "day":
        return Span(day, day)
    if step == "week":
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(6))
    first = day.month if step == "month" else day.month - (day.month - 1) % 3
    last = first if step == "month" else first + 2
    return Span(day.replace(month=first, day=1), month_end(date(day.year, last, 1)))


def partial_steps(span: Span, step: str, until: date) -> list[tuple[str, int, int]]:
    """(name, days inside, all its days) of the steps that the period, or the data that end
    `until`, hold only in part: the first and the last."""
    last = min(span.last, until)
    found = {}
    for day in (span.first, last):
        whole = days_in(day, step)
        inside = (min(whole.last, last) - max(whole.first, span.first)).days + 1
        if 0 < inside < whole.days:
            found[name_of(day, step)] = (inside, whole.days)
    return [(name, *counts) for name, counts in found.items()]


def steps(
    span: Span, step: str, answer: Body, compared: tuple[Span, Body] | None, until: date
) -> list[Step]:
    """The period's steps; those of the compared period stand beside them by position.

    `until` is the data's last day: steps after it have no average yet.
    """
    made = quantities(answer, step)
    names = step_names(span, step)
    earlier: list[float | None] = [None] * len(names)
    if compared is not None:
        before = quantities(compared[1], step)
        found = [before.get(name) for name in step_names(compared[0], step)]
        earlier = [*found, *earlier][: len(names)]
    newest = name_of(until, step)
    averages = moving_averages([made.get(name) for name in names], AVERAGE_OVER[step])
    return [
        Step(name, made.get(name), average if name <= newest else None, other)
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


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_before(day: date, months: int) -> date:
    """The same date so many months earlier; a shorter month ends earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    end = month_end(date(year, month + 1, 1))
    return end.replace(day=min(day.day, end.day))
