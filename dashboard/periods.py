"""The period presets: which days they mean, and with which earlier days they are compared."""

from dataclasses import dataclass
from datetime import date, timedelta

PRESETS = ("7d", "30d", "90d", "month", "year")
DEFAULT_PRESET = "30d"
_ROLLING_DAYS = {"7d": 7, "30d": 30, "90d": 90}


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def params(self) -> dict[str, str]:
        return {"date_from": self.first.isoformat(), "date_to": self.last.isoformat()}


def span(preset: str, data_to: date) -> Span:
    """The preset's days. They end at the data's last day: today may have no data yet."""
    if days := _ROLLING_DAYS.get(preset):
        return Span(data_to - timedelta(days - 1), data_to)
    return Span(data_to.replace(day=1, month=1 if preset == "year" else data_to.month), data_to)


def comparison(preset: str, now: Span) -> Span:
    """The earlier days that `now` is compared with.

    Rolling presets step back by whole weeks, so that both spans hold the same weekdays: a
    plant makes little on weekends, and one Sunday more would look like a change. Month and
    year step back to the same dates; a shorter month ends earlier.
    """
    if days := _ROLLING_DAYS.get(preset):
        back = timedelta(weeks=-(-days // 7))
        return Span(now.first - back, now.last - back)
    if preset == "year":
        return Span(_same_day(now.first, now.last.year - 1), _same_day(now.last, now.last.year - 1))
    last_of_previous = now.first - timedelta(1)
    last = last_of_previous.replace(day=min(now.last.day, last_of_previous.day))
    return Span(last.replace(day=1), last)


def _same_day(day: date, year: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day else day.day)
