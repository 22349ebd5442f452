"""How much of a month's target is made, in words."""

from datetime import date

import pytest

from dashboard.overview.target_line import month_words, share_of
from dashboard.texts import translator


@pytest.mark.parametrize(
    ("made", "target", "share"),
    [(80, 100, "80%"), (99.6, 100, "99%"), (100, 100, "100%"), (2_500, 100, "2,500%")],
)
def test_a_share_is_never_more_than_there_is(made: float, target: float, share: str) -> None:
    assert share_of(made, target) == share


def test_a_running_month_says_how_much_of_it_has_passed() -> None:
    made = month_words(8_007_817, 10_000_000, date(2026, 11, 20), translator("en"))
    assert made == "80% of the month's target of 10,000,000 (66% of its days have passed)"
    over = month_words(8_007_817, 10_000_000, date(2026, 11, 30), translator("ko"))
    assert over == "월 목표 10,000,000의 80%"
