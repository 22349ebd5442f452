"""Parts of a month (early March, its second week, its last day) and days or months ago."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from api.assistant.rules import period as cal
from api.assistant.rules.period import Period
from api.assistant.rules.phrases import COUNTS, UNITS
from api.assistant.rules.said_numbers import Match, count, group, month_number, past_year, year_said

_BACK = {"이번달": 0, "이달": 0, "당월": 0, "금월": 0, "thismonth": 0, "지지난달": 2}
_EARLY = ("초", "초순", "상순", "early", "beginning", "start")
_MIDDLE = ("중순", "mid", "middle")
_FIRST_DAY = ("첫날", "첫째날", "firstday", "1st day")
_LAST_DAY = ("말일", "마지막날", "lastday")
_THURSDAY = 3
_MONTHS = 12


def _month_of(match: Match, today: date) -> Period:
    relative = group(match, "rm", "rm2").replace(" ", "")
    if relative:
        return cal.month(today.year, today.month - _BACK.get(relative, 1))
    number = month_number(match)
    return cal.month(past_year(match, today, number), number)


def _month_part(match: Match, today: date) -> Period:
    """Thirds of ten days, as 초순, 중순 and 하순 are; halves end on the 15th."""
    month = _month_of(match, today)
    said = group(match, "p").replace(" ", "").replace("-", "")
    days = {
        **dict.fromkeys(_EARLY, (1, 10)),
        **dict.fromkeys(_MIDDLE, (11, 20)),
        **dict.fromkeys(("firsthalf", "1sthalf"), (1, 15)),
        **dict.fromkeys(("secondhalf", "2ndhalf"), (16, month.last.day)),
        **dict.fromkeys(_FIRST_DAY, (1, 1)),
        **dict.fromkeys(_LAST_DAY, (month.last.day, month.last.day)),
    }
    first, last = days.get(said, (21, month.last.day))
    begin, end = month.first.replace(day=first), month.first.replace(day=last)
    return cal.day(begin) if first == last else Period(begin, end, "range")


def _month_week(match: Match, today: date) -> Period:
    """As ISO counts: the week of the month's first Thursday is its first."""
    month = _month_of(match, today)
    said = group(match, "o").replace(" ", "")
    if said in ("마지막", "last"):
        last = month.last - timedelta((month.last.weekday() - _THURSDAY) % 7)
        return cal.week(last)
    number = (
        int(said[0]) if said[0].isdigit() else COUNTS[said.removesuffix("번").removesuffix("째")]
    )
    thursday = month.first + timedelta((_THURSDAY - month.first.weekday()) % 7 + 7 * (number - 1))
    if thursday > month.last:
        raise ValueError(said)
    return cal.week(thursday)


def _ago(match: Match, today: date) -> Period:
    unit = UNITS.get(match["u"], match["u"])
    back = count(match)
    if unit == "day":
        return cal.day(today - timedelta(back))
    if unit == "week":
        return cal.week(today - timedelta(7 * back))
    if unit == "month":
        return cal.month(today.year, today.month - back)
    return cal.year(today.year - back)


def _no_month(match: Match, today: date) -> Period:
    raise ValueError(f"{match.group()} of {today.year}")


def _dot_date(match: Match, today: date) -> Period:
    """10.5 is a day, 25.03 the third month of a year."""
    first, second = int(match["m"]), int(match["d"])
    if first > _MONTHS:
        return replace(cal.month(2000 + first, second), dated=True, year_given=True)
    return cal.day(date(past_year(match, today, first, second), first, second))


def _year_ago(match: Match, today: date) -> Period:
    """작년 오늘, 작년 이번 달."""
    back = today.year - (year_said(match, today) or today.year)
    now = match["now"].replace(" ", "")
    if now in ("오늘", "금일", "어제"):
        return cal.day(cal.months_earlier(today - timedelta(now == "어제"), 12 * back))
    return cal.month(today.year - back, today.month)


MONTH_PARTS: dict[str, Callable[[Match, date], Period]] = {
    "month_part": _month_part,
    "month_week": _month_week,
    "ago": _ago,
    "no_month": _no_month,
    "dot_date": _dot_date,
    "year_ago": _year_ago,
    "same_weekday": lambda _, today: cal.day(today - timedelta(7)),
}
