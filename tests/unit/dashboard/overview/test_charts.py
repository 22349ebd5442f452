"""Chart options: plain JSON, whole-number axes, no language but the viewer's."""

import json
from datetime import date

from dashboard.overview.charts import calendar_chart, daily_chart, top_chart
from dashboard.overview.numbers import DayPoint
from dashboard.texts import translator

NO_TARGET = [None, None]
POINTS = [DayPoint("2026-11-19", 12.5, 10.0), DayPoint("2026-11-20", None, None)]


def test_daily_chart_draws_bars_and_the_average_of_the_same_rows() -> None:
    spec = daily_chart(POINTS, NO_TARGET, translator("ko"))
    assert spec["dataset"]["source"] == [
        ["2026-11-19", 12.5, 10.0, None, "11/19\n목"],
        ["2026-11-20", None, None, None, "11/20\n금"],
    ]
    assert [(each["type"], each["name"]) for each in spec["series"]] == [
        ("bar", "생산량"),
        ("line", "7일 이동평균"),
    ]


def test_a_target_is_a_line_of_its_own_and_only_where_one_is_set() -> None:
    spec = daily_chart(POINTS, [40.0, None], translator("en"))
    assert [each["name"] for each in spec["series"]] == ["Production", "7-day average", "Target"]
    assert [row[3] for row in spec["dataset"]["source"]] == [40.0, None]


def test_the_calendar_holds_the_days_of_its_year_only() -> None:
    made = {"2025-11-20": 5.0, "2025-11-21": 7.0, "2026-11-20": 9.0}
    spec = calendar_chart(made, date(2025, 11, 21), date(2026, 11, 20), translator("ko"))
    assert spec["dataset"]["source"] == [["2025-11-21", 7.0], ["2026-11-20", 9.0]]
    assert spec["visualMap"]["max"] == 9.0
    assert spec["calendar"]["dayLabel"]["nameMap"][1] == "월"


def test_the_quantity_axis_has_whole_numbers_and_room_for_corrections() -> None:
    axis = daily_chart(POINTS, NO_TARGET, translator("en"))["yAxis"]
    assert axis == {"type": "value", "minInterval": 1}


def test_a_calendar_of_corrections_only_has_a_scale() -> None:
    spec = calendar_chart({"2026-11-20": -5.0}, date(2026, 11, 20), date(2026, 11, 20), str)
    assert (spec["visualMap"]["min"], spec["visualMap"]["max"]) == (0, 1)


def test_top_chart_shows_the_largest_on_top_with_separators() -> None:
    spec = top_chart([("BW0021", "볼트", 12345.0), ("B0061", "<b>", 10.0)], translator("en"))
    assert spec["dataset"]["source"] == [
        ["BW0021  볼트", 12345.0, "12,345"],
        ["B0061  <b>", 10.0, "10"],
    ]
    assert spec["yAxis"]["inverse"] is True


def test_options_are_plain_json() -> None:
    text = translator("ko")
    for spec in (daily_chart(POINTS, NO_TARGET, text), top_chart([("A", "B", 1.0)], text)):
        assert json.loads(json.dumps(spec, allow_nan=False)) == spec
