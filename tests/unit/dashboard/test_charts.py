"""Chart options: plain JSON, whole-number axes, no language but the viewer's."""

import json

from dashboard.charts import daily_chart, top_chart
from dashboard.overview import DayPoint
from dashboard.texts import translator

POINTS = [DayPoint("2026-11-19", 12.5, 10.0), DayPoint("2026-11-20", None, None)]


def test_daily_chart_draws_bars_and_the_average_of_the_same_rows() -> None:
    spec = daily_chart(POINTS, translator("ko"))
    assert spec["dataset"]["source"] == [
        ["2026-11-19", 12.5, 10.0],
        ["2026-11-20", None, None],
    ]
    assert [(each["type"], each["name"]) for each in spec["series"]] == [
        ("bar", "생산량"),
        ("line", "7일 이동평균"),
    ]


def test_the_quantity_axis_has_whole_numbers_from_zero() -> None:
    axis = daily_chart(POINTS, translator("en"))["yAxis"]
    assert (axis["min"], axis["minInterval"]) == (0, 1)


def test_top_chart_shows_the_largest_on_top_with_separators() -> None:
    spec = top_chart([("BW0021", "볼트", 12345.0), ("B0061", "<b>", 10.0)], translator("en"))
    assert spec["dataset"]["source"] == [
        ["BW0021  볼트", 12345.0, "12,345"],
        ["B0061  <b>", 10.0, "10"],
    ]
    assert spec["yAxis"]["inverse"] is True


def test_options_are_plain_json() -> None:
    text = translator("ko")
    for spec in (daily_chart(POINTS, text), top_chart([("A", "B", 1.0)], text)):
        assert json.loads(json.dumps(spec, allow_nan=False)) == spec
