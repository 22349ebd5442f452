"""Calendar periods: months, quarters, weeks, and what comes before them."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "half", "year", "range", "recent", "all"]

FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days. `dated`: a calendar name whose year may be swapped (March, Q4).

    `year_given`: the year was said. `shifted`: counted from the data's last day, because the
    calendar's own period holds nothing yet. `running`: cut at the data's last day.
    """

    first: date
    last: date
    unit: Unit
    dated: bool = False
    year_given: bool = False
    shifted: bool = False
    running: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def day(when: date) -> Period:
    return Period(when, when, "day")


def week(when: date) -> Period:
    monday = when - timedelta(when.weekday())
    return Period(monday, monday + timedelta(6), "week")


def month(year: int, number: int) -> Period:
    """`number` may run over: month 0 is December of the year before."""
    year, index = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, index)[1]
    return Period(date(year, index, 1), date(year, index, last), "month")


def quarter(year: int, number: int) -> Period:
    year, index = year + (number - 1) // 4, (number - 1) % 4
    return Period(month(year, 3 * index + 1).first, month(year, 3 * index + 3).last, "quarter")


def half(year: int, number: int) -> Period:
    first = 6 * number - 5
    return Period(month(year, first).first, month(year, first + 5).last, "half")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def months_earlier(when: date, count: int) -> date:
    """The same day so many months before, or that month's last."""
    target = month(when.year, when.month - count)
    return target.first.replace(day=min(when.day, target.last.day))


def recent(last: date, count: int, unit: str) -> Period:
    """The last `count` days, weeks, months or years up to `last`."""
    if unit in ("month", "year"):
        first = months_earlier(last, count * (12 if unit == "year" else 1)) + timedelta(1)
    else:
        first = last - timedelta(count * (7 if unit == "week" else 1) - 1)
    return Period(max(first, FIRST_DAY), last, "recent")


def year_before(period: Period) -> Period:
    """The same dates one year earlier; 29 February becomes the 28th."""
    first, last = months_earlier(period.first, 12), months_earlier(period.last, 12)
    if period.unit in ("month", "quarter", "half", "year") and not period.running:
        last = month(last.year, last.month).last
    return replace(period, first=first, last=last, running=False)


def before(period: Period) -> Period:
    """The period of the same kind just before."""
    first = period.first
    whole = {
        "week": lambda: week(first - timedelta(7)),
        "month": lambda: month(first.year, first.month - 1),
        "quarter": lambda: quarter(first.year, (first.month + 2) // 3 - 1),
        "half": lambda: half(first.year - (first.month == 1), 2 if first.month == 1 else 1),
        "year": lambda: year(first.year - 1),
    }
    if period.unit in whole:
        return whole[period.unit]()
    days = period.days
    return Period(first - timedelta(days), first - timedelta(1), period.unit)


def after(period: Period) -> Period:
    """The period of the same kind just after."""
    following = period.last + timedelta(1)
    whole = {
        "week": lambda: week(following),
        "month": lambda: month(following.year, following.month),
        "quarter": lambda: quarter(following.year, (following.month + 2) // 3),
        "half": lambda: half(following.year, 1 if following.month < 7 else 2),
        "year": lambda: year(following.year),
    }
    if period.unit in whole:
        return whole[period.unit]()
    return Period(following, following + timedelta(period.days - 1), period.unit)


def around(period: Period, unit: str) -> Period:
    """The week, month, quarter or year that the period begins in."""
    first = period.first
    if unit == "week":
        return week(first)
    if unit == "quarter":
        return quarter(first.year, (first.month + 2) // 3)
    return month(first.year, first.month) if unit == "month" else year(first.year)


def same_elapsed(period: Period, earlier: Period) -> Period:
    """As much of `earlier` as has passed of a running `period`: same dates, or as many days."""
    if not period.running or period.days >= earlier.days:
        return earlier
    if period.unit in ("month", "year") and earlier.unit == period.unit:
        months = (earlier.first.year - period.first.year) * 12
        months += earlier.first.month - period.first.month
        return replace(earlier, last=months_earlier(period.last, -months))
    return replace(earlier, last=earlier.first + timedelta(period.days - 1))


def replace_year(period: Period, number: int) -> Period:
    return replace(
        period,
        first=months_earlier(period.first, 12 * (period.first.year - number)),
        last=months_earlier(period.last, 12 * (period.first.year - number)),
        year_given=True,
        running=False,
    )
