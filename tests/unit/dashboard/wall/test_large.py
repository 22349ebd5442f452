"""The wall's charts are the pages' own, in larger type."""

from datetime import date

from dashboard.overview.charts import calendar_chart, daily_chart, top_chart
from dashboard.overview.numbers import DayPoint
from dashboard.texts import translator
from dashboard.wall.large import FONT_PX, large

TEXT = translator("ko")
DAY = date(2026, 11, 20)


def test_axes_legend_and_numbers_grow_and_the_rows_stay() -> None:
    daily = daily_chart([DayPoint("2026-11-20", 1.0, None)], [None], TEXT)
    grown = large(daily)
    assert grown["dataset"] == daily["dataset"]
    assert grown["xAxis"]["axisLabel"]["fontSize"] == FONT_PX
    assert grown["yAxis"]["axisLabel"]["fontSize"] == FONT_PX
    assert grown["legend"] == {**daily["legend"], "textStyle": {"fontSize": FONT_PX}}
    assert "fontSize" not in daily["xAxis"]["axisLabel"]


def test_names_and_numbers_beside_bars_get_room() -> None:
    top = top_chart([("BW0021", "볼트", 1_798_049.0)], TEXT)
    grown = large(top, names_px=300)
    assert grown["yAxis"]["axisLabel"]["width"] == 300
    assert grown["series"][0]["label"]["fontSize"] == FONT_PX
    assert grown["series"][0]["barMaxWidth"] == 2 * top["series"][0]["barMaxWidth"]
    assert grown["grid"]["right"] > top["grid"]["right"]


def test_the_calendar_keeps_its_legend_below_its_last_row() -> None:
    grown = large(calendar_chart({"2026-11-20": 1.0}, DAY, DAY, TEXT))
    assert grown["calendar"]["dayLabel"]["fontSize"] == FONT_PX
    assert grown["calendar"]["bottom"] > 2 * FONT_PX
