"""The first screen in one answer, put together from TotalsRepository's numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.compared_periods import (
    Days,
    earlier,
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
from shared.repositories.numbers import average, exact
from shared.repositories.sums import Sums, added
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
        daily = self._totals.by_day(_asked(query, read, GroupBy.DAY))
        return {
            "period": {**_span(period), "total": total},
            "comparison": self._comparison(query, period, total),
            "last_day": self._last_day(daily, series),
            "month_to_date": self._elapsed(daily, month, month_before(month)),
            "year_to_date": self._elapsed(daily, year, year_before(year)),
            "series": _series(daily, series),
            "top_items": [_item(row, now.total) for row in now.groups],
            "alerts": [] if query.q else self._alerts.alerts(until, daily, query.item_code),
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

    def _last_day(self, daily: Mapping[str, Sums], series: Days) -> Body | None:
        day = max(_within(daily, series), default=None)
        if day is None:
            return None
        last = date.fromisoformat(day)
        week_before = earlier(last, 7)
        return self._elapsed(daily, Days(last, last), Days(week_before, week_before))

    def _elapsed(self, daily: Mapping[str, Sums], days: Days, before: Days) -> Body:
        now = _elapsed_total(daily, days)
        previous = None if before.first < self._data.first else _elapsed_total(daily, before)
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


def _within(daily: Mapping[str, Sums], days: Days) -> list[str]:
    """Those of the days that have a record, in order."""
    first, last = days.first.isoformat(), days.last.isoformat()
    return [day for day in daily if first <= day <= last]


def _with_average(total: Body) -> Body:
    return {**total, "daily_average": average(total["total_production"], total["day_count"])}


def _elapsed_total(daily: Mapping[str, Sums], days: Days) -> Body:
    found = _within(daily, days)
    sums = added(daily[day] for day in found)
    return {
        **_span(days),
        "total_production": exact(sums.quantity),
        "batch_count": sums.records,
        "day_count": len(found),
    }


def _series(daily: Mapping[str, Sums], days: Days) -> Body:
    found = _within(daily, days)
    # Not `fields()`: of its five numbers two are shown, and there are 400 days.
    return {
        **_span(days),
        "day": found,
        "total_production": [exact(daily[day].quantity) for day in found],
        "batch_count": [daily[day].records for day in found],
    }


def _item(row: Body, total: Body) -> Body:
    whole = total["total_production"]
    share = round(row["total_production"] / whole * 100, 2) if whole else None
    return {**{name: row[name] for name in SHOWN_OF_ITEM}, "share_pct": share}
