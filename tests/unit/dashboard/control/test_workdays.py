"""Days off in Korea, as the government's calendar has them."""

from datetime import date

import pytest

from dashboard.control.workdays import holiday_names, is_workday

SEOLLAL = [date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18)]
CHUSEOK = [date(2025, 10, 5), date(2025, 10, 6), date(2025, 10, 7)]


@pytest.mark.parametrize(
    "day",
    [
        *(pytest.param(day, id=f"seollal-{day}") for day in SEOLLAL),
        *(pytest.param(day, id=f"chuseok-{day}") for day in CHUSEOK),
        pytest.param(date(2025, 10, 8), id="chuseok-substitute"),
        pytest.param(date(2026, 3, 2), id="independence-substitute"),
        pytest.param(date(2026, 8, 17), id="liberation-substitute"),
        pytest.param(date(2026, 5, 25), id="buddha-substitute"),
        pytest.param(date(2026, 5, 5), id="children"),
        pytest.param(date(2026, 12, 25), id="christmas"),
        pytest.param(date(2026, 11, 21), id="saturday"),
        pytest.param(date(2026, 11, 22), id="sunday"),
    ],
)
def test_days_off(day: date) -> None:
    assert not is_workday(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 2, 19),
        date(2025, 10, 10),
        date(2026, 3, 3),
        date(2026, 12, 24),
        date(2024, 2, 29),
    ],
    ids=str,
)
def test_days_at_work(day: date) -> None:
    assert is_workday(day)


def test_a_holiday_has_its_name_in_both_languages() -> None:
    days = [date(2026, 2, 17), date(2026, 2, 19)]
    assert holiday_names(days, "ko") == {days[0]: "설날"}
    assert holiday_names(days, "en") == {days[0]: "Korean New Year"}


@pytest.mark.parametrize("year", [2000, 2099])
def test_every_year_that_a_period_may_hold_has_holidays(year: int) -> None:
    assert not is_workday(date(year, 1, 1))
    assert not is_workday(date(year, 12, 25))
