"""Steps at the ends of years, compared days, moving averages."""

from datetime import date
from typing import Any

import pytest

from dashboard.periods import Span, custom_span
from dashboard.trend.numbers import (
    compared_span,
    days_in,
    months_before,
    moving_averages,
    name_of,
    partial_steps,
    step_names,
    steps,
)


def _span(words: str) -> Span:
    found = custom_span(words)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "step", "name", "whole"),
    [
        ("2026-12-31", "week", "2026-W53", "2026-12-28~2027-01-03"),
        ("2027-01-03", "week", "2026-W53", "2026-12-28~2027-01-03"),
        ("2027-01-04", "week", "2027-W01", "2027-01-04~2027-01-10"),
        ("2024-12-30", "week", "2025-W01", "2024-12-30~2025-01-05"),
        ("2024-02-29", "month", "2024-02", "2024-02-01~2024-02-29"),
        ("2026-12-31", "quarter", "2026-Q4", "2026-10-01~2026-12-31"),
        ("2027-01-01", "quarter", "2027-Q1", "2027-01-01~2027-03-31"),
        ("2026-05-31", "quarter", "2026-Q2", "2026-04-01~2026-06-30"),
        ("2026-05-31", "day", "2026-05-31", "2026-05-31~2026-05-31"),
    ],
)
def test_the_step_of_a_day(day: str, step: str, name: str, whole: str) -> None:
    assert name_of(date.fromisoformat(day), step) == name
    assert days_in(date.fromisoformat(day), step) == _span(whole)


def test_steps_go_over_the_turn_of_the_year_in_order() -> None:
    span = _span("2026-12-27~2027-01-11")
    assert step_names(span, "week") == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert step_names(span, "month") == ["2026-12", "2027-01"]
    assert step_names(span, "quarter") == ["2026-Q4", "2027-Q1"]
    assert len(step_names(span, "day")) == span.days


@pytest.mark.parametrize(
    ("period", "step", "comparison", "compared"),
    [
        ("2026-11-14~2026-11-20", "day", "before", "2026-11-07~2026-11-13"),
        ("2026-10-22~2026-11-20", "week", "before", "2026-09-17~2026-10-16"),
        ("2026-11-20~2026-11-20", "day", "before", "2026-11-13~2026-11-13"),
        ("2026-11-14~2026-11-20", "week", "year", "2025-11-15~2025-11-21"),
        ("2026-01-01~2026-11-20", "month", "before", "2025-02-01~2025-12-20"),
        ("2026-03-01~2026-03-31", "month", "before", "2026-02-01~2026-02-28"),
        ("2026-02-01~2026-02-28", "month", "before", "2026-01-01~2026-01-31"),
        ("2026-04-01~2026-06-30", "quarter", "before", "2026-01-01~2026-03-31"),
        ("2026-04-10~2026-07-15", "quarter", "before", "2025-10-10~2026-01-15"),
        ("2024-02-29~2024-02-29", "month", "year", "2023-02-28~2023-02-28"),
        ("2024-02-01~2024-03-15", "month", "year", "2023-02-01~2023-03-15"),
    ],
)
def test_compared_days(period: str, step: str, comparison: str, compared: str) -> None:
    span, before = _span(period), compared_span(_span(period), step, comparison)
    assert before == _span(compared)
    assert before.last < span.first
    assert len(step_names(before, step)) == len(step_names(span, step))


def test_nothing_is_compared_when_nothing_is_wanted() -> None:
    assert compared_span(_span("2026-11-14~2026-11-20"), "day", "none") is None


def test_a_date_that_a_shorter_month_lacks_becomes_its_last() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


def test_moving_averages_begin_when_there_are_enough_steps() -> None:
    assert moving_averages([3, None, 6, 9], 3) == [None, None, 3.0, 5.0]
    assert moving_averages([], 3) == []


def _answer(**made: float) -> dict[str, Any]:
    return {
        "data": [{"year_month": name, "total_production": value} for name, value in made.items()]
    }


def test_compared_steps_stand_beside_by_position_and_the_future_has_no_average() -> None:
    span, before = _span("2026-08-01~2026-12-31"), _span("2026-03-01~2026-07-31")
    answer = _answer(**{"2026-08": 3, "2026-10": 6})
    found = steps(span, "month", answer, (before, _answer(**{"2026-04": 7})), date(2026, 10, 20))
    assert [(one.name, one.quantity, one.average, one.earlier) for one in found] == [
        ("2026-08", 3, None, None),
        ("2026-09", None, None, 7),
        ("2026-10", 6, 3.0, None),
        ("2026-11", None, None, None),
        ("2026-12", None, None, None),
    ]


@pytest.mark.parametrize(
    ("period", "step", "until", "partial"),
    [
        ("2026-11-18~2026-12-01", "week", "2026-12-01", [("2026-W47", 5, 7), ("2026-W49", 2, 7)]),
        ("2026-11-16~2026-11-29", "week", "2026-11-29", []),
        ("2026-11-16~2026-11-29", "week", "2026-11-26", [("2026-W48", 4, 7)]),
        ("2026-11-02~2026-11-20", "month", "2026-11-20", [("2026-11", 19, 30)]),
        ("2026-01-01~2026-11-20", "quarter", "2026-11-20", [("2026-Q4", 51, 92)]),
        ("2026-11-18~2026-12-01", "day", "2026-11-20", []),
        ("2027-01-01~2027-01-31", "month", "2026-11-20", []),
    ],
)
def test_steps_that_are_there_only_in_part_are_named(
    period: str, step: str, until: str, partial: list[tuple[str, int, int]]
) -> None:
    assert partial_steps(_span(period), step, date.fromisoformat(until)) == partial
