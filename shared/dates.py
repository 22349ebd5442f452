"""Dates: what the ERP writes, and which of it the hub accepts.

Callers think in whole, inclusive days; `day <= last` on ten-character day text keeps it that
way all through SQL, so nothing ever adds a day to 9999-12-31.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

EARLIEST_DAY = date(2000, 1, 1)
FUTURE_DAYS = 366

_MARKERS = {"오전": "am", "am": "am", "오후": "pm", "pm": "pm"}
_DATE_TIME = re.compile(
    r"""\s*(?P<year>\d{4})
    (?:
        (?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})
        | \.\s?(?P<dotted_month>\d{1,2})\.\s?(?P<dotted_day>\d{1,2})\.?
        | 년\s?(?P<korean_month>\d{1,2})월\s?(?P<korean_day>\d{1,2})일
        | (?P<plain_month>\d{2})(?P<plain_day>\d{2})
    )
    (?:[T\s]\s*(?:(?P<before>오전|오후|am|pm)\s*)?
       (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?
       (?:\s*(?P<after>오전|오후|am|pm))?
    )?\s*""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


def parse_erp_date(text: str) -> str | None:
    """`2026-01-13 오후 2:05:00` -> `2026-01-13 14:05:00`; None for what is no calendar date.

    Accepts `-`, `/`, `.` or nothing between year, month and day, a Korean or English half-day
    marker before or after the time, 12- and 24-hour clocks, `T`, a date alone (midnight),
    missing seconds; a fraction of a second is dropped.
    """
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return None
    marker = match["before"] or match["after"]
    if match["before"] and match["after"]:
        return None
    hour = _hour(int(match["hour"] or 0), _MARKERS[marker.lower()] if marker else "")
    if hour is None:
        return None
    try:
        moment = datetime(  # noqa: DTZ001 - the ERP writes local wall-clock time
            int(match["year"]),
            _number(match, "month"),
            _number(match, "day"),
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
        )
    except ValueError:
        return None
    return moment.isoformat(" ")


def _number(match: re.Match[str], unit: str) -> int:
    """Month or day, whichever way the date was written."""
    names = (unit, f"dotted_{unit}", f"korean_{unit}", f"plain_{unit}")
    return int(next(match[name] for name in names if match[name]))


def _hour(hour: int, half: str) -> int | None:
    """Hour of the 24-hour clock; None where marker and hour contradict each other."""
    if half == "am":
        return None if hour > 12 else hour % 12
    if half == "pm":
        return None if hour == 0 else hour if hour > 12 else hour % 12 + 12
    return hour


def latest_day(snapshot_day: date) -> date:
    """Last acceptable production day; later ones are mistyped (DESIGN: snapshot day + 366)."""
    return snapshot_day + timedelta(days=FUTURE_DAYS)


def month_range(year_month: str) -> tuple[date, date]:
    """`2026-02` -> first and last day of that month."""
    first = date.fromisoformat(f"{year_month}-01")
    last_number = calendar.monthrange(first.year, first.month)[1]
    return first, first.replace(day=last_number)


def months_back(last: str, first: str) -> Iterator[str]:
    """`2026-02`, `2025-12` -> 2026-02, 2026-01, 2025-12."""
    while last >= first:
        yield last
        last = (date.fromisoformat(f"{last}-01") - timedelta(days=1)).isoformat()[:7]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Inclusive days; None is open."""

    first: date | None = None
    last: date | None = None

    @property
    def first_text(self) -> str:
        return self.first.isoformat() if self.first else "0000-00-00"

    @property
    def last_text(self) -> str:
        return self.last.isoformat() if self.last else "9999-99-99"
