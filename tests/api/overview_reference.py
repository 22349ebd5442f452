"""What `/overview` must answer, in plain Python over the reference rows."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.api.test_same_numbers import summed

Rows = list[dict[str, Any]]
MEASURES = ("total_production", "batch_count", "avg_batch_size", "item_count", "daily_average")


def between(rows: Iterable[dict[str, Any]], first: date, last: date) -> Rows:
    return [r for r in rows if first.isoformat() <= r["production_date"][:10] <= last.isoformat()]


def day_of(row: dict[str, Any]) -> str:
    return str(row["production_date"][:10])


def close(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=0.006)


def total(rows: Rows) -> float:
    return round(sum(row["good_quantity"] or 0 for row in rows), 6)


def whole(rows: Rows) -> dict[str, Any]:
    days = {day_of(row) for row in rows}
    return {
        **summed(rows),
        "item_count": len({row["item_code"] for row in rows}),
        "day_count": len(days),
        "daily_average": close(total(rows) / len(days) if days else None),
    }


def change(now: float | None, base: float | None) -> Any:
    return close((now - base) / abs(base) * 100 if now is not None and base else None)


def elapsed(rows: Rows, first: date, last: date) -> dict[str, Any]:
    found = between(rows, first, last)
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "total_production": pytest.approx(total(found)),
        "batch_count": len(found),
        "day_count": len({day_of(row) for row in found}),
    }


def reaches_back(before: tuple[date, date], data_from: date) -> bool:
    """A year that lacks nothing but its first holidays is whole."""
    first, last = before
    if first >= data_from:
        return True
    january = [date(first.year, 1, day) for day in (1, 2, 3, 4)]
    return first == january[0] and data_from in january and last >= january[3]


def compared(
    rows: Rows, now: tuple[date, date], before: tuple[date, date], data_from: date
) -> dict[str, Any]:
    shown = reaches_back(before, data_from)
    base = total(between(rows, *before)) if shown else None
    return {
        **elapsed(rows, *now),
        "previous": elapsed(rows, *before) if shown else None,
        "change_pct": change(total(between(rows, *now)), base),
    }


def same_days_before(until: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """Of the month before and of the year before."""
    year, month = (until.year, until.month - 1) if until.month > 1 else (until.year - 1, 12)
    last = min(until.day, calendar.monthrange(year, month)[1])
    leap = until.day == 29 and until.month == 2
    year_ago = date(until.year - 1, until.month, 28 if leap else until.day)
    return (date(year, month, 1), date(year, month, last)), (date(until.year - 1, 1, 1), year_ago)


def check(
    body: dict[str, Any], rows: Rows, period: tuple[date, date], data: tuple[date, date]
) -> None:
    """`rows` are those that the item and text filters leave, of all days."""
    first, last = period
    now = between(rows, first, last)
    assert body["period"] == {
        "from": first.isoformat(), "to": last.isoformat(), "total": whole(now)
    }  # fmt: skip
    weeks = ((last - first).days + 7) // 7
    shift = timedelta(weeks=weeks)
    if first - shift < data[0]:
        assert body["comparison"] is None
    else:
        base = whole(between(rows, first - shift, last - shift))
        found = body["comparison"]
        assert found == {
            "from": (first - shift).isoformat(),
            "to": (last - shift).isoformat(),
            "total": base,
            "basis": "same_weekdays",
            "weeks": weeks,
            "change_pct": {
                name: change(body["period"]["total"][name], found["total"][name])
                for name in MEASURES
            },
        }
    until = min(last, data[1])
    month, year = same_days_before(until)
    assert body["month_to_date"] == compared(rows, (until.replace(day=1), until), month, data[0])
    assert body["year_to_date"] == compared(
        rows, (until.replace(month=1, day=1), until), year, data[0]
    )
    check_series(body, rows, period)
    check_last_day(body, rows, data[0])
    check_items(body, now)
    assert (body["data_from"], body["data_to"]) == tuple(day.isoformat() for day in data)


def check_series(body: dict[str, Any], rows: Rows, period: tuple[date, date]) -> None:
    first = min(period[1] - timedelta(days=399), period[0] - timedelta(days=30))
    by_day: dict[str, Rows] = {}
    for row in between(rows, first, period[1]):
        by_day.setdefault(day_of(row), []).append(row)
    days = sorted(by_day)
    assert body["series"] == {
        "from": first.isoformat(),
        "to": period[1].isoformat(),
        "day": days,
        "total_production": [pytest.approx(total(by_day[day])) for day in days],
        "batch_count": [len(by_day[day]) for day in days],
    }


def check_last_day(body: dict[str, Any], rows: Rows, data_from: date) -> None:
    if not body["series"]["day"]:
        assert body["last_day"] is None
        return
    day = date.fromisoformat(body["series"]["day"][-1])
    before = day - timedelta(days=7)
    assert body["last_day"] == compared(rows, (day, day), (before, before), data_from)


def check_items(body: dict[str, Any], now: Rows) -> None:
    by_item: dict[str, Rows] = {}
    for row in now:
        by_item.setdefault(row["item_code"], []).append(row)
    largest = sorted(by_item, key=lambda code: (-total(by_item[code]), code))[:10]
    assert [row["item_code"] for row in body["top_items"]] == largest
    for row in body["top_items"]:
        mine = total(by_item[row["item_code"]])
        assert row["total_production"] == pytest.approx(mine)
        assert row["batch_count"] == len(by_item[row["item_code"]])
        assert row["share_pct"] == close(mine / total(now) * 100 if total(now) else None)
