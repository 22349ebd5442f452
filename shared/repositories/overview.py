"""The first screen in one answer, put together from TotalsRepository's numbers."""

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Any

from shared.compared_periods import (
    Days,
    earlier,
    is_known,
    month_before,
    month_to_date,
    same_weekdays_before,
    weeks_back,
    year_before,
    year_to_date,
)
from shared.db.generation import Generation
from shared.errors import NothingPublished
from shared.overview_query import OverviewQuery
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.alerts import AlertRepository
from shared.repositories.day_sums import DaySums
from shared.repositories.numbers import average, exact, exact_column, total_of
from shared.repositories.totals import TotalsRepository

TOP_ITEMS = 10
# A calendar of a year, and each of the last 30 days' same weekday a year (364 days) before.
SERIES_DAYS = 400
# Moving averages of up to 30 days are whole from the period's first day on.
LEAD_DAYS = 30
SHOWN_OF_ITEM = ("item_code", "item_name", "total_production", "batch_count", "avg_batch_size")
CHANGES = ("total_production", "batch_count", "avg_batch_size", "item_count", "daily_average")

Body = dict[str, Any]


class OverviewRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._totals = TotalsRepository(generation)
        self._alerts = AlertRepository(generation)
        manifest = generation.manifest
        if manifest.first_day is None or manifest.last_day is None:
            raise NothingPublished("no published file holds a readable record")
        self._version = manifest.version
        self._data = Days(
            date.fromisoformat(manifest.first_day), date.fromisoformat(manifest.last_day)
        )

    def overview(self, query: OverviewQuery) -> Body:
        """Shaped like overview_schemas.Overview. Raises QueryTimeout."""
        period = query.days(self._data.last)
        now = self._totals.totals(_asked(query, period, GroupBy.ITEM, TOP_ITEMS))
        total = _with_average(now.total)
        # Where the period reaches past the data, what has elapsed ends with the data.
        until = min(period.last, self._data.last)
        month, year = month_to_date(until), year_to_date(until)
        series = Days(
            min(earlier(period.last, SERIES_DAYS - 1), earlier(period.first, LEAD_DAYS)),
            period.last,
        )
        read = Days(min(series.first, year_before(year).first), period.last)
        daily = self._totals.days(_asked(query, read, GroupBy.DAY))
        return {
            "period": {**_span(period), "total": total},
            "comparison": self._comparison(query, period, total),
            "last_day": self._last_day(daily, series),
            "month_to_date": self._elapsed(daily, month, month_before(month)),
            "year_to_date": self._elapsed(daily, year, year_before(year)),
            "series": _series(daily, series),
            "top_items": [_item(row, now.total) for row in now.groups],
            "alerts": []
            if query.q
            else self._alerts.alerts(until, set(daily.day), query.item_code),
            "version": self._version,
            "data_from": self._data.first.isoformat(),
            "data_to": self._data.last.isoformat(),
        }

    def _comparison(self, query: OverviewQuery, period: Days, total: Body) -> Body | None:
        before = same_weekdays_before(period)
        if before.first < self._data.first:
            return None
        found = self._totals.totals(_asked(query, before, GroupBy.NONE))
        base = _with_average(found.total)
        return {
            **_span(before),
            "total": base,
            "basis": "same_weekdays",
            "weeks": weeks_back(period),
            "change_pct": {name: change_pct(total[name], base[name]) for name in CHANGES},
        }

    def _last_day(self, daily: DaySums, series: Days) -> Body | None:
        days = daily.day[_within(daily, series)]
        if not days:
            return None
        last = date.fromisoformat(days[-1])
        week_before = earlier(last, 7)
        return self._elapsed(daily, Days(last, last), Days(week_before, week_before))

    def _elapsed(self, daily: DaySums, days: Days, before: Days) -> Body:
        now = _elapsed_total(daily, days)
        known = is_known(before.first, before.last, self._data.first)
        previous = _elapsed_total(daily, before) if known else None
        base = previous["total_production"] if previous else None
        change = change_pct(now["total_production"], base)
        return {**now, "previous": previous, "change_pct": change}


def change_pct(now: float | None, base: float | None) -> float | None:
    """Percent of the base, positive when there is more now; None without a base or with base 0."""
    if now is None or not base:
        return None
    return round((now - base) / abs(base) * 100, 2)


def _asked(
    query: OverviewQuery, days: Days, group_by: GroupBy, limit: int | None = None
) -> TotalsQuery:
    asked = TotalsQuery(
        date_from=days.first,
        date_to=days.last,
        item_code=query.item_code,
        q=query.q,
        group_by=group_by,
    )
    return asked.model_copy(update={"limit": limit}) if limit else asked


def _span(days: Days) -> Body:
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def _within(daily: DaySums, days: Days) -> slice:
    """The place of those of the days that have a record."""
    first, last = days.first.isoformat(), days.last.isoformat()
    return slice(bisect_left(daily.day, first), bisect_right(daily.day, last))


def _with_average(total: Body) -> Body:
    return {**total, "daily_average": average(total["total_production"], total["day_count"])}


def _elapsed_total(daily: DaySums, days: Days) -> Body:
    found = _within(daily, days)
    return {
        **_span(days),
        "total_production": exact(total_of(daily.sums.quantity[found])),
        "batch_count": sum(daily.sums.records[found]),
        "day_count": found.stop - found.start,
    }


def _series(daily: DaySums, days: Days) -> Body:
    found = _within(daily, days)
    return {
        **_span(days),
        "day": daily.day[found],
        "total_production": exact_column(daily.sums.quantity[found]),
        "batch_count": daily.sums.records[found],
    }


def _item(row: Body, total: Body) -> Body:
    whole = total["total_production"]
    share = round(row["total_production"] / whole * 100, 2) if whole else None
    return {**{name: row[name] for name in SHOWN_OF_ITEM}, "share_pct": share}
