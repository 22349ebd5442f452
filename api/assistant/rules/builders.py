"""From a matched phrase to the days it means, seen from a day that counts as today."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from api.assistant.rules import period as cal
from api.assistant.rules.month_parts import MONTH_PARTS
from api.assistant.rules.period import Period
from api.assistant.rules.phrases import COUNTS, UNITS
from api.assistant.rules.said_numbers import (
    count,
    group,
    month_number,
    past_year,
    year_said,
)

Match = re.Match[str]
_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def build(kind: str, match: Match, today: date) -> Period | None:
    """None when the numbers name no calendar day."""
    try:
        return BUILDERS[kind](match, today)
    except ValueError:
        return None


def _dated(period: Period, match: Match, today: date) -> Period:
    return replace(period, dated=True, year_given=year_said(match, today) is not None)


def _date(match: Match, today: date) -> Period:
    month, number = month_number(match), int(match["d"])
    year = past_year(match, today, month, number)
    return _dated(cal.day(date(year, month, number)), match, today)


def _week_of(match: Match, today: date) -> Period:
    month, number = month_number(match, "m", "mn", "mn2"), int(group(match, "d", "d2"))
    return cal.week(date(past_year(match, today, month, number), month, number))


def _days_of_month(match: Match, today: date) -> Period:
    month, first, last = month_number(match), int(match["d"]), int(match["d2"])
    year = past_year(match, today, month, first)
    found = Period(date(year, month, first), date(year, month, last), "range")
    return _dated(found, match, today)


def _months(match: Match, today: date) -> Period:
    first, last = month_number(match), month_number(match, "m2", "mn2")
    year = past_year(match, today, first)
    end = cal.month(year + (last < first), last)
    return _dated(Period(cal.month(year, first).first, end.last, "range"), match, today)


def _month(match: Match, today: date) -> Period:
    number = month_number(match)
    return _dated(cal.month(past_year(match, today, number), number), match, today)


def _quarter(match: Match, today: date) -> Period:
    text = group(match, "q")
    number = int(text) if text.isdigit() else COUNTS[text]
    return _dated(cal.quarter(past_year(match, today, 3 * number - 2), number), match, today)


def _half(match: Match, today: date) -> Period:
    number = 1 if group(match, "h") in ("상", "1", "first", "1st") else 2
    return _dated(cal.half(past_year(match, today, 6 * number - 5), number), match, today)


def _iso_week(match: Match, today: date) -> Period:
    number = int(group(match, "w", "w2"))
    monday = date.fromisocalendar(year_said(match, today) or today.year, number, 1)
    return cal.week(monday)


def _rel_month_days(match: Match, today: date) -> Period:
    back = 0 if match["rm"].replace(" ", "") in ("이번달", "이달", "당월") else 1
    month = cal.month(today.year, today.month - back)
    first = month.first.replace(day=int(match["d"]))
    last = month.first.replace(day=int(group(match, "d2") or match["d"]))
    return Period(first, last, "day" if first == last else "range")


def _recent(match: Match, today: date) -> Period:
    unit = match["u"]
    return cal.recent(today, count(match), UNITS.get(unit, unit))


def _recent_word(match: Match, today: date) -> Period:
    counts = {"일주일": (7, "day"), "열흘": (10, "day"), "보름": (15, "day"), "한달": (1, "month")}
    counts |= {"하루": (1, "day"), "이틀": (2, "day"), "반년": (6, "month")}
    return cal.recent(today, *counts[match["word"].replace(" ", "")])


def _weekday_number(match: Match) -> int:
    text = group(match, "wd", "wd2")
    return _KO_DAYS.index(text) if text in _KO_DAYS else _EN_DAYS.index(text)


def _rel_week_day(match: Match, today: date) -> Period:
    said = group(match, "rw", "rw2").replace(" ", "")
    back = {"이번주": 0, "금주": 0, "thisweek": 0, "지지난주": 14, "저저번주": 14}.get(said, 7)
    return cal.day(cal.week(today).first + timedelta(_weekday_number(match) - back))


def _week_day(match: Match, today: date) -> Period:
    """The last such day before today."""
    back = (today.weekday() - _weekday_number(match) - 1) % 7 + 1
    return cal.day(today - timedelta(back))


def _day_of_month(match: Match, today: date) -> Period:
    number = int(match["d"])
    month = cal.month(today.year, today.month - (number > today.day))
    return cal.day(month.first.replace(day=number))


def _whole_year(match: Match, today: date) -> Period:
    return _dated(cal.year(year_said(match, today) or today.year), match, today)


def _quarter_of(today: date, back: int) -> Period:
    return cal.quarter(today.year, (today.month + 2) // 3 - back)


BUILDERS: dict[str, Callable[[Match, date], Period]] = {
    **MONTH_PARTS,
    "date": _date,
    "slash_date": _date,
    "week_of": _week_of,
    "days_of_month": _days_of_month,
    "months": _months,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "iso_week": _iso_week,
    "rel_month_days": _rel_month_days,
    "recent": _recent,
    "recent_word": _recent_word,
    "lately": lambda _, today: cal.recent(today, 30, "day"),
    "rel_week_day": _rel_week_day,
    "week_day": _week_day,
    "day_of_month": _day_of_month,
    "year": _whole_year,
    "today": lambda _, today: cal.day(today),
    "yesterday": lambda _, today: cal.day(today - timedelta(1)),
    "before_yesterday": lambda _, today: cal.day(today - timedelta(2)),
    "this_week": lambda _, today: cal.week(today),
    "last_week": lambda _, today: cal.week(today - timedelta(7)),
    "week_before_last": lambda _, today: cal.week(today - timedelta(14)),
    "this_month": lambda _, today: cal.month(today.year, today.month),
    "last_month": lambda _, today: cal.month(today.year, today.month - 1),
    "month_before_last": lambda _, today: cal.month(today.year, today.month - 2),
    "this_quarter": lambda _, today: _quarter_of(today, 0),
    "last_quarter": lambda _, today: _quarter_of(today, 1),
    "this_year": lambda _, today: cal.year(today.year),
    "last_year": lambda _, today: cal.year(today.year - 1),
    "year_before_last": lambda _, today: cal.year(today.year - 2),
    "all": lambda _, today: Period(cal.FIRST_DAY, today, "all"),
}
