"""Which earlier days a period is compared with."""

from datetime import date, timedelta

import pytest

from shared.compared_periods import (
    Days,
    earlier,
    is_known,
    month_before,
    month_to_date,
    same_weekdays_before,
    year_before,
    year_to_date,
)


def span(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("count", [1, 6, 7, 8, 28, 30, 31, 90, 365, 366])
def test_as_many_days_and_the_same_weekdays_without_overlap(count: int) -> None:
    for start in range(0, 800, 37):
        first = date(2024, 1, 1) + timedelta(days=start)
        now = Days(first, first + timedelta(days=count - 1))
        before = same_weekdays_before(now)
        assert before.count == now.count == count
        assert before.first.weekday() == now.first.weekday()
        assert timedelta() < now.first - before.last <= timedelta(days=7)


@pytest.mark.parametrize(
    ("until", "month", "year"),
    [
        ("2026-11-20", ("2026-10-01", "2026-10-20"), ("2025-01-01", "2025-11-20")),
        ("2026-03-31", ("2026-02-01", "2026-02-28"), ("2025-01-01", "2025-03-31")),
        ("2024-03-31", ("2024-02-01", "2024-02-29"), ("2023-01-01", "2023-03-31")),
        ("2024-02-29", ("2024-01-01", "2024-01-29"), ("2023-01-01", "2023-02-28")),
        ("2025-02-28", ("2025-01-01", "2025-01-28"), ("2024-01-01", "2024-02-28")),
        ("2026-01-01", ("2025-12-01", "2025-12-01"), ("2025-01-01", "2025-01-01")),
        ("2025-12-31", ("2025-11-01", "2025-11-30"), ("2024-01-01", "2024-12-31")),
    ],
)
def test_the_same_elapsed_days(until: str, month: tuple[str, str], year: tuple[str, str]) -> None:
    day = date.fromisoformat(until)
    assert month_before(month_to_date(day)) == span(*month)
    assert year_before(year_to_date(day)) == span(*year)


def test_the_beginning_of_the_calendar_is_no_error() -> None:
    for day in (date.min, date(1, 1, 31), date(1, 2, 28)):
        for days in (month_before(month_to_date(day)), year_before(year_to_date(day))):
            assert days.first >= date.min
        assert same_weekdays_before(Days(day, day)).first >= date.min
    assert earlier(date.min, 400) == date.min


@pytest.mark.parametrize(
    ("first", "last", "data_from", "known"),
    [
        pytest.param("2024-01-01", "2024-11-20", "2024-01-02", True, id="year from its 2nd day"),
        pytest.param("2024-01-01", "2024-01-31", "2024-01-04", True, id="holiday, weekend"),
        pytest.param("2024-01-01", "2024-11-20", "2024-01-05", False, id="a day is missing"),
        pytest.param("2024-01-01", "2024-01-03", "2024-01-04", False, id="nothing is there"),
        pytest.param("2024-02-01", "2024-02-29", "2024-02-02", False, id="no new year"),
        pytest.param("2024-02-01", "2024-02-29", "2024-02-01", True, id="all of it"),
        pytest.param("2023-01-01", "2023-11-20", "2024-01-02", False, id="the year before"),
    ],
)
def test_a_year_that_lacks_its_first_holidays_is_whole(
    first: str, last: str, data_from: str, known: bool
) -> None:
    days = (date.fromisoformat(text) for text in (first, last, data_from))
    assert is_known(*days) is known
