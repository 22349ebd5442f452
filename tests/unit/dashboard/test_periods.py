"""Which days a period means."""

from datetime import date

import pytest

from dashboard.periods import PRESETS, Span, custom_span, is_period, span

DATA_TO = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("7d", date(2026, 11, 14), DATA_TO),
        ("30d", date(2026, 10, 22), DATA_TO),
        ("90d", date(2026, 8, 23), DATA_TO),
        ("month", date(2026, 11, 1), DATA_TO),
        ("year", date(2026, 1, 1), DATA_TO),
        ("2025-12-30~2026-01-02", date(2025, 12, 30), date(2026, 1, 2)),
    ],
)
def test_the_days_of_a_period(period: str, first: date, last: date) -> None:
    assert is_period(period)
    assert span(period, DATA_TO) == Span(first, last)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_ends_with_the_data_on_every_day_of_a_leap_year(preset: str) -> None:
    for number in range(366):
        day = date.fromordinal(date(2024, 1, 1).toordinal() + number)
        shown = span(preset, day)
        assert shown.first <= shown.last == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "8d",
        "2026-02-30~2026-03-01",
        "2026-03-02~2026-03-01",
        "2026-01-01",
        "1999-12-31~2026-01-01",
        "2026-01-01~2100-01-01",
        "2026-01-01~2026-01-02 ",
        "２０２６-01-01~2026-01-02",
    ],
)
def test_what_is_no_period(words: str) -> None:
    assert not is_period(words)


def test_days_of_ones_own_come_back_out_of_the_address() -> None:
    own = Span(date(2026, 1, 5), date(2026, 1, 5))
    assert custom_span(str(own)) == own
    assert own.days == 1
