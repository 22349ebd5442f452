"""What the overview page asks the API, and the answers as numbers ready to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Self

from dashboard.answers import Body, Question, Screen
from dashboard.formats import count_change, percent_change, quantity
from dashboard.periods import Span
from dashboard.texts import Translate

AVERAGE_DAYS = 7
TOP_ITEMS = 10
_TOTALS = "/summary/totals"


@dataclass(frozen=True)
class DayPoint:
    """One day of the chart. None: no record on that day, or no full week of data before it."""

    day: str
    quantity: float | None
    average: float | None


@dataclass(frozen=True)
class Totals:
    """The API's totals of one period; `day_count` counts days that have a record."""

    total_production: float
    batch_count: int
    avg_batch_size: float | None
    item_count: int
    day_count: int

    @classmethod
    def from_body(cls, body: Body) -> Self:
        return cls(**{field.name: body["total"][field.name] for field in fields(cls)})

    @property
    def daily_average(self) -> float | None:
        return self.total_production / self.day_count if self.day_count else None


@dataclass(frozen=True)
class Kpi:
    """One card. `judged`: more is better, so a fall may be coloured as one."""

    key: str
    value: str | None
    delta: str | int | None
    judged: bool = False


def questions(now: Span, before: Span | None) -> list[Question]:
    """In the order that the functions below read them; the comparison comes last."""
    week_before = Span(now.first - timedelta(AVERAGE_DAYS - 1), now.last)
    asked = [
        Question.to(_TOTALS, group_by="none", **now.params()),
        Question.to(_TOTALS, group_by="day", **week_before.params()),
        Question.to(_TOTALS, group_by="item", limit=str(TOP_ITEMS), **now.params()),
    ]
    if before is not None:
        asked.append(Question.to(_TOTALS, group_by="none", **before.params()))
    return asked


def totals(screen: Screen) -> tuple[Totals, Totals | None]:
    """Of the period, and of the compared one if it was asked for and holds any record."""
    now = Totals.from_body(screen.answers[0].body)
    before = Totals.from_body(screen.answers[3].body) if len(screen.answers) > 3 else None
    return now, before if before and before.batch_count else None


def kpis(now: Totals, before: Totals | None) -> list[Kpi]:
    def card(key: str, field: str, judged: bool = False) -> Kpi:
        value, base = getattr(now, field), getattr(before, field, None)
        delta = percent_change(value, base) if value is not None and base else None
        return Kpi(key, None if value is None else quantity(value), delta, judged)

    items = count_change(now.item_count, before.item_count) if before else None
    return [
        card("kpi_total", "total_production", judged=True),
        card("kpi_daily", "daily_average", judged=True),
        card("kpi_batches", "batch_count"),
        card("kpi_batch_size", "avg_batch_size"),
        Kpi("kpi_items", quantity(now.item_count), items),
    ]


def day_points(rows: Sequence[Body], span: Span, data_from: date) -> list[DayPoint]:
    """Every calendar day of the span; the average covers seven of them, whatever was made."""
    made = {str(row["day"]): float(row["total_production"]) for row in rows}
    days = [span.first + timedelta(n) for n in range((span.last - span.first).days + 1)]
    return [
        DayPoint(day.isoformat(), made.get(day.isoformat()), _average(made, day, data_from))
        for day in days
    ]


def top_items(rows: Sequence[Body], text: Translate) -> list[tuple[str, str, float]]:
    """(code, name, quantity), largest first."""
    return [
        (
            str(row["item_code"]),
            str(row.get("item_name") or text("no_name")),
            float(row["total_production"]),
        )
        for row in rows[:TOP_ITEMS]
    ]


def _average(made: dict[str, float], day: date, data_from: date) -> float | None:
    week = [day - timedelta(n) for n in range(AVERAGE_DAYS)]
    if week[-1] < data_from:
        return None
    return round(sum(made.get(each.isoformat(), 0.0) for each in week) / AVERAGE_DAYS, 1)
