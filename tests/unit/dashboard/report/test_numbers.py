"""Months of a report and what has changed between two."""

from datetime import date
from typing import Any

import pytest

from dashboard.periods import custom_span
from dashboard.report.numbers import Change, before_of, days_of, largest_changes, months


def test_every_month_of_the_data_newest_first() -> None:
    assert months(date(2025, 11, 30), date(2026, 2, 1)) == [
        "2026-02",
        "2026-01",
        "2025-12",
        "2025-11",
    ]
    assert months(date(2026, 2, 1), date(2026, 2, 1)) == ["2026-02"]


@pytest.mark.parametrize(
    ("month", "data_to", "before", "running"),
    [
        ("2026-11", date(2026, 11, 20), "2026-10-01~2026-10-20", True),
        ("2026-10", date(2026, 11, 20), "2026-09-01~2026-09-30", False),
        ("2026-02", date(2026, 2, 28), "2026-01-01~2026-01-31", False),
        ("2026-03", date(2026, 3, 30), "2026-02-01~2026-02-28", True),
        ("2024-03", date(2024, 3, 29), "2024-02-01~2024-02-29", True),
        ("2026-01", date(2026, 1, 1), "2025-12-01~2025-12-01", True),
    ],
)
def test_a_running_month_is_compared_with_as_many_days(
    month: str, data_to: date, before: str, running: bool
) -> None:
    assert before_of(days_of(month), data_to) == (custom_span(before), running)


def _items(**made: float) -> dict[str, Any]:
    rows = [
        {"item_code": code, "item_name": None, "total_production": value}
        for code, value in made.items()
    ]
    return {"data": rows}


def test_largest_changes_up_down_new_and_gone() -> None:
    found = largest_changes(_items(A=10, B=50, C=7, E=5), _items(A=30, B=40, C=7, D=20))
    assert [(one.code, one.before, one.now, one.change) for one in found] == [
        ("A", 30, 10, -20),
        ("D", 20, 0, -20),
        ("B", 40, 50, 10),
        ("E", 0, 5, 5),
    ]


def test_only_ten_changes_are_told() -> None:
    now = _items(**{f"I{n:02}": n for n in range(30)})
    assert [one.now for one in largest_changes(now, _items())] == list(range(29, 19, -1))


def test_a_change_has_no_noise_of_binary_fractions() -> None:
    assert Change("A", None, 0.1, 0.3).change == 0.2
    # 0.3 made before, 0.1 and 0.2 now.
    assert Change("A", None, 0.3, 0.1 + 0.2).change == 0
