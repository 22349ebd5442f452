"""The plant's targets beside the overview's numbers."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from math import floor

from dashboard.answers import Body
from dashboard.formats import quantity
from dashboard.overview.numbers import DayPoint
from dashboard.target_file import plant_target
from dashboard.texts import Translate
from dashboard.view import View
from shared.targets import NO_TARGETS


def daily_targets(points: Sequence[DayPoint], view: View) -> list[float | None]:
    """One a day; None where none is set."""
    target = plant_target(view) or NO_TARGETS
    return [target.of_day(date.fromisoformat(point.day)) for point in points]


def month_target(body: Body, view: View) -> float | None:
    """Of the month that the month's total is of."""
    target = plant_target(view) or NO_TARGETS
    return target.of_month(date.fromisoformat(body["month_to_date"]["to"]))


def month_words(made: float, target: float, until: date, text: Translate) -> str:
    """How much of a month's target is made, and of a running month how much of it has passed:
    80 % is good news on the 20th only."""
    share = share_of(made, target)
    days = monthrange(until.year, until.month)[1]
    if until.day == days:
        return text("target_month", target=quantity(target), share=share)
    passed = share_of(until.day, days)
    return text("target_month_running", target=quantity(target), share=share, passed=passed)


def share_of(part: float, whole: float) -> str:
    """Whole percent, never more than there is: 99.6 % of a target is not all of it."""
    return f"{floor(100 * part / whole):,}%"
