"""The overview's questions and what becomes of the answers."""

from datetime import date

from dashboard.answers import Answer, Question, Screen
from dashboard.overview import Kpi, Totals, day_points, kpis, questions, top_items, totals
from dashboard.periods import Span
from dashboard.texts import translator

NOW = Span(date(2026, 11, 14), date(2026, 11, 20))
BEFORE = Span(date(2026, 11, 7), date(2026, 11, 13))
FIRST_DAY = date(2024, 1, 1)
MADE = {"total_production": 700, "batch_count": 20, "avg_batch_size": 35.0}
BODY = {"total": {**MADE, "item_count": 4, "day_count": 5}}


def test_daily_totals_are_asked_for_six_days_more_than_shown() -> None:
    asked = questions(NOW, BEFORE)
    assert asked[1] == Question.to(
        "/summary/totals", group_by="day", date_from="2026-11-08", date_to="2026-11-20"
    )
    assert dict(asked[3].params)["date_to"] == "2026-11-13"
    assert len(questions(NOW, None)) == 3


def test_cards_show_the_apis_numbers_and_the_change() -> None:
    now = Totals(700, 20, 35.0, 4, 5)
    before = Totals(1400, 20, 70.0, 3, 7)
    assert kpis(now, before) == [
        Kpi("kpi_total", "700", "-50.0%", judged=True),
        Kpi("kpi_daily", "140", "-30.0%", judged=True),
        Kpi("kpi_batches", "20", 0),
        Kpi("kpi_batch_size", "35", "-50.0%"),
        Kpi("kpi_items", "4", "+1"),
    ]


def test_without_an_earlier_period_no_change_is_shown() -> None:
    assert {kpi.delta for kpi in kpis(Totals(700, 20, 35.0, 4, 5), None)} == {None}


def test_a_period_without_records_has_no_averages() -> None:
    shown = [kpi.value for kpi in kpis(Totals(0, 0, None, 0, 0), None)]
    assert shown == ["0", None, "0", None, "0"]


def test_an_earlier_period_without_records_is_no_base() -> None:
    empty = {"total": {**BODY["total"], "batch_count": 0}}
    answers = [Answer(body, "v", 0.0) for body in (BODY, {}, {}, empty)]
    assert totals(Screen(tuple(answers))) == (Totals(700, 20, 35.0, 4, 5), None)


def test_the_average_covers_seven_days_and_counts_silent_days_as_zero() -> None:
    rows = [{"day": f"2026-11-{day:02}", "total_production": 70} for day in (8, 9, 14, 20)]
    points = day_points(rows, NOW, FIRST_DAY)
    assert [point.quantity for point in points] == [70, None, None, None, None, None, 70]
    assert [point.average for point in points] == [30, 20, 10, 10, 10, 10, 20]


def test_there_is_no_average_before_a_full_week_of_data() -> None:
    points = day_points([], NOW, date(2026, 11, 12))
    assert [point.average for point in points] == [None, None, None, None, 0, 0, 0]


def test_an_item_without_a_name_says_so() -> None:
    rows = [{"item_code": "AW0951", "item_name": None, "total_production": 5}]
    assert top_items(rows, translator("en")) == [("AW0951", "no name", 5.0)]
