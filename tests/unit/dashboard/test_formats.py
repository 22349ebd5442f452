"""Numbers, changes and ages as a person reads them."""

import pytest

from dashboard.formats import age, age_step, count_change, markdown_safe, percent, quantity
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
        (-3.25, "-3.3"),
        # Halves go up, as in the browser's tables and charts.
        (2.25, "2.3"),
        (1234566.5, "1,234,567"),
        (-1234566.5, "-1,234,567"),
        (1e300, f"{int(1e300):,}"),
        (0.04, "0.04"),
        (-0.001, "-0.001"),
        (0.05, "0.1"),
    ],
)
def test_quantity(value: float, shown: str) -> None:
    assert quantity(value) == shown


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (10.0, "+10.0%"),
        (-10.04, "-10.0%"),
        (0.0, 0),
        (0.01, 0),
        (-0.04, 0),
        (None, None),
        (1234.5, "+1,234.5%"),
    ],
)
def test_percent(change: float | None, shown: str | int | None) -> None:
    assert percent(change) == shown


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


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("http://evil.example", r"http\: //evil\.example"),
        ("HTTPS://x", r"HTTPS\: //x"),
        ("WWW.evil.example", r"WWW \.evil\.example"),
        ("me@evil.example", r"me @evil\.example"),
    ],
)
def test_no_bare_address_becomes_a_link(address: str, broken: str) -> None:
    assert markdown_safe(address) == broken
