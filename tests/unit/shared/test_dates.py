"""Dates as the ERP writes them."""

import random
from datetime import date, datetime, timedelta

import pytest

from shared.dates import latest_day, month_range, parse_erp_date
from tests.factories import DATE_FORMATS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-13 오전 12:00:00", "2026-01-13 00:00:00"),
        ("2026-01-13 오후 12:05:00", "2026-01-13 12:05:00"),
        ("2026-01-13 오후 9:49:07", "2026-01-13 21:49:07"),
        ("2026-01-13 오전 09:49", "2026-01-13 09:49:00"),
        ("2026-01-13 AM 09:05:00", "2026-01-13 09:05:00"),
        ("2026-01-13 09:05:00 pm", "2026-01-13 21:05:00"),
        ("2026-01-20 14:30:00", "2026-01-20 14:30:00"),
        ("2026-01-20T14:30:00.123", "2026-01-20 14:30:00"),
        ("2026-01-20", "2026-01-20 00:00:00"),
        (" 2026-1-2 3:04 ", "2026-01-02 03:04:00"),
        ("2024-02-29", "2024-02-29 00:00:00"),
        ("2026/01/13", "2026-01-13 00:00:00"),
        ("2026/1/3 오후 2:05:00", "2026-01-03 14:05:00"),
        ("20260113", "2026-01-13 00:00:00"),
        ("20260113 14:30", "2026-01-13 14:30:00"),
        ("2026.01.13", "2026-01-13 00:00:00"),
        ("2026. 1. 13. 오전 9:05:00", "2026-01-13 09:05:00"),
        ("2026년 1월 13일", "2026-01-13 00:00:00"),
    ],
)
def test_readable(text: str, expected: str) -> None:
    assert parse_erp_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "미정", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "2026-01-20 24:00:00",
        "2026-01-20 12:60:00", "2026-01-20 오전 13:00:00", "2026-01-20 오후 0:10:00",
        "2026-01-20 오전 오후 1:00:00", "오전 2026-01-20", "2026-01-20 오전 1:00:00 PM",
        "20/01/2026", "2026-01/13", "202601", "2026011", "20261301", "２０２６-01-01",
        "2026-01-20 14:30:00 extra",
    ],
)  # fmt: skip
def test_unreadable(text: str) -> None:
    assert parse_erp_date(text) is None


@pytest.mark.parametrize("name", sorted(DATE_FORMATS))
def test_every_format_round_trips(name: str) -> None:
    chance = random.Random(5)
    for _ in range(200):
        moment = datetime(2024, 1, 1) + timedelta(minutes=chance.randrange(1_500_000))
        if name == "day":
            moment = moment.replace(hour=0, minute=0)
        assert parse_erp_date(DATE_FORMATS[name](moment)) == moment.isoformat(" ")


def test_month_range_knows_leap_years() -> None:
    assert month_range("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_range("9999-12") == (date(9999, 12, 1), date(9999, 12, 31))


def test_latest_day_is_a_year_and_a_day_ahead() -> None:
    assert latest_day(date(2026, 11, 23)) == date(2027, 11, 24)
