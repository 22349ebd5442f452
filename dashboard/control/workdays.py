"""Which days a plant in Korea works on."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays

SATURDAY = 5


def is_workday(day: date) -> bool:
    """Monday to Friday, and no public holiday in Korea (lunar and substitute ones too)."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def holiday_names(days: Iterable[date], language: str) -> dict[date, str]:
    """Name by day, of those that are public holidays."""
    return {
        day: name for day in days if (name := _holidays(day.year, language).get(day)) is not None
    }


@lru_cache(64)
def _holidays(year: int, language: str = "ko") -> holidays.HolidayBase:
    return holidays.country_holidays(
        "KR", years=year, language="en_US" if language == "en" else "ko"
    )
