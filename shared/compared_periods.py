"""Which earlier days a period is compared with."""

from dataclasses import dataclass
from datetime import date

# The year's first working day comes after New Year and at most a weekend.
NEW_YEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def is_known(first: date, last: date, data_from: date) -> bool:
    """Whether the data reaches back to the first of these days.

    A file of a whole year begins with the year's first working day: nothing is missing then.
    """
    begins_a_year = (first.month, first.day) == (1, 1)
    first_working_day = date(first.year, 1, 1 + NEW_YEAR_DAYS)
    return first >= data_from or (begins_a_year and data_from <= first_working_day <= last)


def earlier(day: date, days: int) -> date:
    """So many days before, or the first day there is."""
    return date.fromordinal(max(1, day.toordinal() - days))


def weeks_back(period: Days) -> int:
    """The fewest whole weeks by which the period does not overlap itself."""
    return -(-period.count // 7)


def same_weekdays_before(period: Days) -> Days:
    """As many days and the same weekdays, without overlap: one Sunday more looks like a change."""
    back = 7 * weeks_back(period)
    return Days(earlier(period.first, back), earlier(period.last, back))


def month_to_date(day: date) -> Days:
    return Days(day.replace(day=1), day)


def year_to_date(day: date) -> Days:
    return Days(day.replace(month=1, day=1), day)


def month_before(so_far: Days) -> Days:
    """The same elapsed days of the month before; a shorter month ends earlier."""
    end = earlier(so_far.first, 1)
    last = end.replace(day=min(so_far.last.day, end.day))
    return Days(last.replace(day=1), last)


def year_before(so_far: Days) -> Days:
    """The same dates one year earlier; 29 February becomes the 28th."""
    year = max(1, so_far.last.year - 1)
    leap_day = (so_far.last.month, so_far.last.day) == (2, 29)
    last = so_far.last.replace(year=year, day=28 if leap_day else so_far.last.day)
    return Days(date(year, 1, 1), last)
