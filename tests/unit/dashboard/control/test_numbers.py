"""Which days become points of the control chart."""

from datetime import date, timedelta
from typing import Any

from dashboard.control.numbers import control_chart

FRIDAY = date(2026, 11, 20)


def _answer(values: dict[date, float | None]) -> dict[str, Any]:
    return {
        "data": [
            {"day": str(day), "total_production": value, "avg_batch_size": value, "batch_count": 1}
            for day, value in sorted(values.items())
        ]
    }


def _days(count: int, value: float | None = 10.0) -> dict[date, float | None]:
    return {FRIDAY - timedelta(back): value for back in range(count)}


def test_weekends_and_holidays_are_left_out_and_counted() -> None:
    chart = control_chart(_answer(_days(14)), "quantity", None)
    assert (len(chart.points), chart.left_out) == (10, 4)
    every = control_chart(_answer(_days(14)), "quantity", None, all_days=True)
    assert (len(every.points), every.left_out) == (14, 0)


def test_a_day_whose_records_have_no_quantity_has_no_average() -> None:
    chart = control_chart(_answer({**_days(5), FRIDAY: None}), "size", None)
    assert [point.day for point in chart.points] == [
        "2026-11-16",
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
    ]


def test_the_day_that_is_still_running_is_no_point_and_is_named() -> None:
    half = {**_days(14), FRIDAY: 1.0}
    chart = control_chart(_answer(half), "quantity", None, running=FRIDAY)
    assert (len(chart.points), chart.running, chart.flagged) == (9, "2026-11-20", [])
    assert control_chart(_answer(half), "quantity", None, running=date(2027, 1, 1)).running is None


def test_limits_may_come_from_other_days() -> None:
    before = {FRIDAY - timedelta(back): 10.0 + back % 2 for back in range(14, 28)}
    chart = control_chart(_answer(_days(5, 20.0)), "quantity", _answer(dict(before)))
    assert chart.limits is not None
    assert chart.limits.center == 10.5
    assert [1 in point.rules for point in chart.points] == [True] * 5


def test_too_few_days_have_no_limits_and_no_flags() -> None:
    chart = control_chart(_answer(_days(5)), "quantity", None)
    assert (chart.limits, chart.flagged, len(chart.points)) == (None, [], 5)
    assert [point.moving for point in chart.points] == [None, 0, 0, 0, 0]
