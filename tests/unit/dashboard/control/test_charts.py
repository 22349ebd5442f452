"""The axis of a control chart: everything is inside, at round numbers, nothing else."""

from typing import Any

import pytest

from dashboard.control.charts import individuals_chart, ranges_chart
from dashboard.control.limits import Limits
from dashboard.control.numbers import Point
from dashboard.texts import translator

POINTS = [
    Point("2026-11-19", 72_509.0, None, (1,)),
    Point("2026-11-20", 99_000.0, 26_491.0, ()),
]


def _axis(values: list[float], limits: Limits) -> Any:
    points = [Point("2026-11-20", value, None, ()) for value in values]
    axis = individuals_chart(points, limits, translator("en"))["yAxis"]
    return axis["min"], axis["max"], axis["interval"]


@pytest.mark.parametrize(
    ("values", "limits", "ends"),
    [
        ([72_509.0], Limits(99_266.0, 7_620.0, 0.0), (60_000.0, 130_000.0, 10_000.0)),
        ([0.1, 0.11], Limits(0.105, 0.001, 0.0), (0.099, 0.111, 0.002)),
        ([5.0], Limits(5.0, 0.0, 0.0), (4.0, 6.0, 1.0)),
        ([0.0], Limits(0.0, 0.0, 0.0), (0.0, 0.1, 0.1)),
        ([-5.5, 3.0], Limits(0.0, 1.0, 0.0, signed=True), (-6.0, 4.0, 2.0)),
        ([13.0], Limits(20.0, 10.0, 0.0), (0.0, 60.0, 10.0)),
    ],
    ids=["thousands", "fractions", "all-alike", "nothing", "corrections", "from-zero"],
)
def test_the_axis_holds_points_and_limits_and_little_else(
    values: list[float], limits: Limits, ends: tuple[float, float, float]
) -> None:
    assert _axis(values, limits) == ends


def test_rows_hold_the_day_the_value_and_what_is_flagged() -> None:
    limits = Limits(99_266.0, 7_620.0, 8_596.0)
    spec = individuals_chart(POINTS, limits, translator("ko"))
    assert spec["dataset"]["source"] == [
        ["2026-11-19", 72_509.0, 72_509.0, "11/19\n목"],
        ["2026-11-20", 99_000.0, None, "11/20\n금"],
    ]
    ranges = ranges_chart(POINTS, limits, translator("ko"))
    assert [row[1] for row in ranges["dataset"]["source"]] == [None, 26_491.0]
    # 3.267 times the mean range is 28,083.
    assert (ranges["yAxis"]["min"], ranges["yAxis"]["max"]) == (0.0, 40_000.0)
    lines = ranges["series"][0]["markLine"]["data"]
    assert [one["label"]["formatter"] for one in lines] == ["관리상한\n28,083", "중심선\n8,596"]


def test_without_limits_the_axis_is_left_to_the_chart() -> None:
    spec = individuals_chart(POINTS, None, translator("en"))
    assert spec["yAxis"] == {"type": "value"}
    assert spec["series"][0]["markLine"]["data"] == []
