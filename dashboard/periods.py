"""The viewer's period: presets that end at the data's last day, or two days of their own."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

PRESETS = ("7d", "30d", "90d", "month", "year")
DEFAULT_PRESET = "30d"
CUSTOM = "custom"
# What the date picker offers; the hub takes no records before.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_ROLLING_DAYS = {"7d": 7, "30d": 30, "90d": 90}
_CUSTOM_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)~(\d{4}-\d\d-\d\d)", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def params(self) -> dict[str, str]:
        return {"date_from": self.first.isoformat(), "date_to": self.last.isoformat()}

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """As it stands in the address."""
        return f"{self.first.isoformat()}~{self.last.isoformat()}"


def custom_span(words: str) -> Span | None:
    """`2026-01-01~2026-01-31` as days; None for anything else, also for days out of order."""
    found = _CUSTOM_PERIOD.fullmatch(words)
    if found is None:
        return None
    try:
        span = Span(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    except ValueError:
        return None
    in_bounds = FIRST_DAY <= span.first <= span.last <= LAST_DAY
    return span if in_bounds else None


def is_period(words: str) -> bool:
    """Whether the address may hold it."""
    return words in PRESETS or custom_span(words) is not None


def span(period: str, data_to: date) -> Span:
    """The period's days. Presets end at the data's last day: today may have no data yet."""
    own = custom_span(period)
    if own is not None:
        return own
    if days := _ROLLING_DAYS.get(period):
        return Span(data_to - timedelta(days - 1), data_to)
    return Span(data_to.replace(day=1, month=1 if period == "year" else data_to.month), data_to)
