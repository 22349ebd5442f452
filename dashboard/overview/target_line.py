"""The plant's targets beside the overview's numbers."""

from collections.abc import Sequence
from datetime import date

from dashboard.answers import Body
from dashboard.overview.numbers import DayPoint
from dashboard.target_file import plant_target
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
