"""Which days a preset means, and with which it is compared."""

from datetime import date

import pytest

from dashboard.periods import PRESETS, Span, comparison, span

DATA_TO = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("preset", "first"),
    [
        ("7d", date(2026, 11, 14)),
        ("30d", date(2026, 10, 22)),
        ("90d", date(2026, 8, 23)),
        ("month", date(2026, 11, 1)),
        ("year", date(2026, 1, 1)),
    ],
)
def test_a_preset_ends_at_the_last_day_of_the_data(preset: str, first: date) -> None:
    assert span(preset, DATA_TO) == Span(first, DATA_TO)


@pytest.mark.parametrize(
    ("preset", "data_to", "first", "last"),
    [
        ("7d", DATA_TO, date(2026, 11, 7), date(2026, 11, 13)),
        ("30d", DATA_TO, date(2026, 9, 17), date(2026, 10, 16)),
        ("90d", DATA_TO, date(2026, 5, 24), date(2026, 8, 21)),
        ("month", DATA_TO, date(2026, 10, 1), date(2026, 10, 20)),
        ("month", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("month", date(2026, 1, 5), date(2025, 12, 1), date(2025, 12, 5)),
        ("year", DATA_TO, date(2025, 1, 1), date(2025, 11, 20)),
        ("year", date(2024, 2, 29), date(2023, 1, 1), date(2023, 2, 28)),
    ],
)
def test_the_compared_days(preset: str, data_to: date, first: date, last: date) -> None:
    assert comparison(preset, span(preset, data_to)) == Span(first, last)


@pytest.mark.parametrize("preset", ["7d", "30d", "90d"])
def test_rolling_presets_compare_as_many_days_of_the_same_weekdays(preset: str) -> None:
    now = span(preset, DATA_TO)
    before = comparison(preset, now)
    assert before.last - before.first == now.last - now.first
    assert before.last.weekday() == now.last.weekday()
    assert before.last < now.first


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_works_on_every_day_of_a_leap_year(preset: str) -> None:
    for number in range(366):
        day = date.fromordinal(date(2024, 1, 1).toordinal() + number)
        now = span(preset, day)
        before = comparison(preset, now)
        assert before.first <= before.last < now.first <= now.last == day
