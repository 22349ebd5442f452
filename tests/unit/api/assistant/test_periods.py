"""Which days a phrase means."""

from datetime import date

import pytest

from api.assistant.rules.spans import Clock, find_spans
from api.assistant.rules.words import normal

DAY = date(2026, 11, 20)
CLOCK = Clock(DAY, DAY)


def days(text: str, clock: Clock = CLOCK) -> list[tuple[str, str]]:
    spans = find_spans(normal(text), clock)
    return [(str(span.period.first), str(span.period.last)) for span in spans]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("오늘", "2026-11-20", "2026-11-20"),
        ("그저께", "2026-11-18", "2026-11-18"),
        ("이번 주", "2026-11-16", "2026-11-20"),
        ("지지난주", "2026-11-02", "2026-11-08"),
        ("저번 달", "2026-10-01", "2026-10-31"),
        ("지난 분기", "2026-07-01", "2026-09-30"),
        ("재작년", "2024-01-01", "2024-12-31"),
        ("작년 4/4분기", "2025-10-01", "2025-12-31"),
        ("하반기", "2026-07-01", "2026-11-20"),
        ("12월", "2025-12-01", "2025-12-31"),
        ("24년 2월", "2024-02-01", "2024-02-29"),
        ("3월 5일부터 10일까지", "2026-03-05", "2026-03-10"),
        ("작년 12월 20일부터 올해 1월 5일까지", "2025-12-20", "2026-01-05"),
        ("2026.1.5 - 2026.1.31", "2026-01-05", "2026-01-31"),
        ("20260105부터 20260131까지", "2026-01-05", "2026-01-31"),
        ("2025년 12월부터 2026년 2월까지", "2025-12-01", "2026-02-28"),
        ("1~3월", "2026-01-01", "2026-03-31"),
        ("최근 두 달", "2026-09-21", "2026-11-20"),
        ("지난주 금요일", "2026-11-13", "2026-11-13"),
        ("3월부터", "2026-03-01", "2026-11-20"),
        ("3월까지", "2026-01-01", "2026-03-31"),
        ("올해 누적", "2026-01-01", "2026-11-20"),
        ("day before yesterday", "2026-11-18", "2026-11-18"),
        ("the last two weeks", "2026-11-07", "2026-11-20"),
        ("Q4 2025", "2025-10-01", "2025-12-31"),
        ("the third quarter of last year", "2025-07-01", "2025-09-30"),
        ("from 5 to 10 March", "2026-03-05", "2026-03-10"),
        ("March 5th to April 2nd", "2026-03-05", "2026-04-02"),
        ("between January and March 2025", "2025-01-01", "2025-03-31"),
        ("since last month", "2026-10-01", "2026-11-20"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("year to date", "2026-01-01", "2026-11-20"),
        ("last Monday", "2026-11-16", "2026-11-16"),
        ("2026-W10", "2026-03-02", "2026-03-08"),
    ],
)
def test_a_period_is_these_days(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize("text", ["42개", "you may ask", "top 5"])
def test_what_is_no_day_is_no_period(text: str) -> None:
    assert days(text) == []


def test_a_late_plant_has_its_own_today() -> None:
    late = Clock(date(2026, 12, 3), DAY)
    assert days("오늘", late) == [("2026-11-20", "2026-11-20")]
    assert days("이번 달", late) == [("2026-11-01", "2026-11-20")]
    assert days("3월", late) == [("2026-03-01", "2026-03-31")]
    # What the calendar's own period does hold stays the calendar's.
    assert days("지난달", late) == [("2026-11-01", "2026-11-20")]
