"""The answer of `/overview` as values ready to draw. Every number is the API's own or one of its
sums related to another."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.answers import Body
from dashboard.cards import Card
from dashboard.changes import change_pct
from dashboard.formats import count_change, percent, quantity
from dashboard.periods import Span

AVERAGE_DAYS = 7
SPARK_DAYS = 30
SPARK_DAYS_MAX = 60
# Before the last day: 53 columns of weeks at the most.
CALENDAR_DAYS = 364


@dataclass(frozen=True)
class DayPoint:
    """One day of the chart. None: no record on that day, or no full week of data before it."""

    day: str
    quantity: float | None
    average: float | None


@dataclass(frozen=True)
class Series:
    """Daily sums by ISO day; a day that is not in there has no record."""

    quantity: dict[str, float]
    records: dict[str, int]

    @classmethod
    def of(cls, body: Body) -> "Series":
        series = body["series"]
        return cls(
            dict(zip(series["day"], series["total_production"], strict=True)),
            dict(zip(series["day"], series["batch_count"], strict=True)),
        )

    def quantities(self, span: Span) -> list[float]:
        """One a calendar day, 0 without a record."""
        return [self.quantity.get(day, 0) for day in iso_days(span)]


def cards(body: Body, running: date | None = None) -> list[Card]:
    """Last day, month to date, year to date, records and items of the period.

    `running` is the day that is not over yet, if it has records.
    """
    series = Series.of(body)
    total, compared = body["period"]["total"], body["comparison"]
    span = Span(*(date.fromisoformat(body["period"][name]) for name in ("from", "to")))
    before = compared["total"] if compared else None
    weeks: dict[str, object] = {"weeks": compared["weeks"]} if compared else {}
    more = change_pct(total["batch_count"], before["batch_count"] if before else None)
    records = [float(series.records.get(day, 0)) for day in iso_days(_tail(span))]
    return [
        _last_day_card(body["last_day"], series, running),
        _elapsed_card("kpi_month", body["month_to_date"], series, "basis_month"),
        _elapsed_card("kpi_year", body["year_to_date"], series, "basis_year"),
        Card(
            "kpi_records",
            quantity(total["batch_count"]),
            percent(more),
            "basis_none" if more is None else "basis_weeks",
            weeks,
            records,
            judged=False,
        ),
        Card(
            "kpi_items",
            quantity(total["item_count"]),
            count_change(total["item_count"], before["item_count"]) if before else None,
            "basis_weeks" if before else "basis_none",
            weeks,
            (),
            judged=False,
        ),
    ]


def _elapsed_card(key: str, elapsed: Body | None, series: Series, basis: str) -> Card:
    if elapsed is None:
        return Card(key, None)
    first, last = (date.fromisoformat(elapsed[name]) for name in ("from", "to"))
    shown = Span(min(first, last - timedelta(SPARK_DAYS - 1)), last)
    change = change_of(elapsed)
    return Card(
        key,
        quantity(elapsed["total_production"]),
        percent(change),
        "basis_none" if change is None else basis,
        {},
        _spark(series.quantities(_within(shown, series))),
    )


def change_of(elapsed: Body) -> float | None:
    """In percent; None with nothing to compare. Of the sums, as on the other pages: the API's own
    is rounded already, and a number that is rounded twice ends in another digit."""
    previous = elapsed["previous"]
    return change_pct(
        elapsed["total_production"], previous["total_production"] if previous else None
    )


def _last_day_card(last_day: Body | None, series: Series, running: date | None) -> Card:
    """Says which day it is, and whether it is still running: half a day looks like a slump."""
    card = _elapsed_card("kpi_last_day", last_day, series, "basis_weekday")
    if last_day is None:
        return card
    so_far = running is not None and last_day["to"] == running.isoformat()
    basis = "basis_day" if change_of(last_day) is None else "basis_weekday"
    return replace(
        card,
        basis=f"{basis}_running" if so_far else basis,
        basis_values={"day": last_day["to"][5:]},
        judged=not so_far,
    )


def extremes(
    body: Body, running: date | None = None
) -> tuple[tuple[str, float], tuple[str, float]] | None:
    """(day, quantity) of the period's best and weakest day with a record; None for fewer than
    two days, or where all are alike."""
    made = Series.of(body).quantity
    first, last = body["period"]["from"], body["period"]["to"]
    over = {
        day: value
        for day, value in made.items()
        if first <= day <= last and (running is None or day != running.isoformat())
    }
    if len(set(over.values())) < 2:
        return None
    best, worst = max(over, key=over.__getitem__), min(over, key=over.__getitem__)
    return (best, over[best]), (worst, over[worst])


def _spark(daily: list[float]) -> list[float]:
    """Days as they are; of more than fit into a card, the sums of whole weeks."""
    if len(daily) <= SPARK_DAYS_MAX:
        return daily
    begin = len(daily) % AVERAGE_DAYS
    return [sum(daily[n : n + AVERAGE_DAYS]) for n in range(begin, len(daily), AVERAGE_DAYS)]


def day_points(body: Body, data_from: date) -> list[DayPoint]:
    """Every calendar day of the period; the average covers seven of them, whatever was made."""
    made = Series.of(body).quantity
    span = Span(*(date.fromisoformat(body["period"][name]) for name in ("from", "to")))
    data = Span(data_from, date.fromisoformat(body["data_to"]))
    return [
        DayPoint(day, made.get(day), moving_average(made, date.fromisoformat(day), data))
        for day in iso_days(span)
    ]


def moving_average(made: dict[str, float], day: date, data: Span) -> float | None:
    """Over the week that ends with `day`; None where it would begin before the data or end
    behind them."""
    week = [day - timedelta(n) for n in range(AVERAGE_DAYS)]
    if week[-1] < data.first or day > data.last:
        return None
    return round(sum(made.get(each.isoformat(), 0.0) for each in week) / AVERAGE_DAYS, 1)


def iso_days(span: Span) -> list[str]:
    return [(span.first + timedelta(n)).isoformat() for n in range(span.days)]


def _tail(span: Span) -> Span:
    return Span(max(span.first, span.last - timedelta(SPARK_DAYS - 1)), span.last)


def _within(span: Span, series: Series) -> Span:
    """Not before the first day that the answer covers: it would look like a day without work."""
    first = min(series.quantity, default=span.first.isoformat())
    return Span(max(span.first, min(date.fromisoformat(first), span.last)), span.last)
