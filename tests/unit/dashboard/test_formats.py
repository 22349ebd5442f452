"""Numbers, changes and ages as a person reads them."""

import pytest

from dashboard.formats import age, age_step, count_change, markdown_safe, percent_change, quantity
from dashboard.texts import translator


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (12, "12"),
        (12.5, "12.5"),
        (1234567, "1,234,567"),
        (1234567.8, "1,234,568"),
        (100.4, "100"),
        (-3.25, "-3.2"),
    ],
)
def test_quantity(value: float, shown: str) -> None:
    assert quantity(value) == shown


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (110, 100, "+10.0%"),
        (90, 100, "-10.0%"),
        (100, 100, 0),
        (100.01, 100, 0),
        (99.99, 100, 0),
        (5, 0, None),
    ],
    ids=["up", "down", "same", "nearly-up", "nearly-down", "no-base"],
)
def test_percent_change(now: float, before: float, shown: str | int | None) -> None:
    assert percent_change(now, before) == shown


def test_count_change() -> None:
    assert [count_change(5, 2), count_change(2, 1500), count_change(2, 2)] == ["+3", "-1,498", 0]


@pytest.mark.parametrize(
    ("seconds", "korean", "english"),
    [
        (0, "방금", "just now"),
        (59.9, "방금", "just now"),
        (60, "1분 전", "1 min ago"),
        (7199, "1시간 전", "1 h ago"),
        (200_000, "2일 전", "2 d ago"),
    ],
)
def test_age(seconds: float, korean: str, english: str) -> None:
    assert age(seconds, translator("ko")) == korean
    assert age(seconds, translator("en")) == english


def test_an_age_changes_at_most_once_a_minute() -> None:
    assert len({age_step(second) for second in range(3600)}) == 60


def test_outside_words_stay_literal_in_markdown() -> None:
    assert markdown_safe(r"C:\a_b*[x](y)$z$ :red[q]") == (r"C\:\\a\_b\*\[x\]\(y\)\$z\$ \:red\[q\]")
