"""Cards, averages and extremes out of the answer of `/overview`."""

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.overview.numbers import cards, day_points, extremes

LAST = date(2026, 11, 20)


def _body(made: dict[str, float], first: str, last: str) -> dict[str, Any]:
    elapsed = {
        "from": first,
        "to": last,
        "total_production": 5,
        "batch_count": 1,
        "day_count": 1,
        "previous": None,
        "change_pct": None,
    }
    return {
        "period": {"from": first, "to": last, "total": {"batch_count": 1, "item_count": 1}},
        "comparison": None,
        "last_day": {**elapsed, "from": last},
        "month_to_date": elapsed,
        "year_to_date": elapsed,
        "series": {
            "day": list(made),
            "total_production": list(made.values()),
            "batch_count": [1] * len(made),
        },
        "data_to": LAST.isoformat(),
    }


def test_the_average_ends_with_the_data_and_begins_a_week_after_it_does() -> None:
    made = {(LAST - timedelta(back)).isoformat(): 7.0 for back in range(9)}
    points = day_points(_body(made, "2026-11-17", "2026-11-22"), LAST - timedelta(8))
    assert [(point.day[8:], point.quantity, point.average) for point in points] == [
        ("17", 7.0, None),
        ("18", 7.0, 7.0),
        ("19", 7.0, 7.0),
        ("20", 7.0, 7.0),
        ("21", None, None),
        ("22", None, None),
    ]


MADE = {"2026-11-10": 99.0, "2026-11-16": -2.0, "2026-11-18": 8.5, "2026-11-20": -7.0}


@pytest.mark.parametrize(
    ("first", "running", "found"),
    [
        ("2026-11-14", None, (("2026-11-18", 8.5), ("2026-11-20", -7.0))),
        ("2026-11-14", LAST, (("2026-11-18", 8.5), ("2026-11-16", -2.0))),
        ("2026-11-17", LAST, None),
        ("2026-11-19", None, None),
    ],
    ids=["corrections", "running", "one-left", "one-day"],
)
def test_best_and_weakest_day(first: str, running: date | None, found: Any) -> None:
    assert extremes(_body(MADE, first, "2026-11-20"), running) == found


def test_days_that_are_all_alike_have_no_best() -> None:
    assert (
        extremes(_body({"2026-11-19": 1.0, "2026-11-20": 1.0}, "2026-11-19", "2026-11-20")) is None
    )


def test_the_last_day_says_which_it_is_and_is_not_judged_before_it_is_over() -> None:
    body = _body(MADE, "2026-11-14", "2026-11-20")
    over, running = cards(body)[0], cards(body, LAST)[0]
    assert (over.basis, over.basis_values, over.judged) == ("basis_day", {"day": "11-20"}, True)
    assert (running.basis, running.judged) == ("basis_day_running", False)
