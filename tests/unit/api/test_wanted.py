"""One key for one meaning, two keys for two."""

import pytest

from api.wanted import MAX_REMEMBERED_QUERY, canonical

LONG = "x" * MAX_REMEMBERED_QUERY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("limit=3&date_from=2026-01-01", "date_from=2026-01-01&limit=3"),
        ("item_code=BW0021", "item_code=BW%30021"),
        ("q=%ec%99%80", "q=%EC%99%80"),
        ("q=a+b", "q=a%20b"),
        ("q=a&&limit=3", "limit=3&q=a"),
        (f"q={LONG}&limit=3", f"limit=3&q={LONG}"),
        ("it%65m_code=a&limit=3", "limit=3&item_code=a"),
    ],
)
def test_spellings_of_one_query(one: str, other: str) -> None:
    assert canonical(one.encode()) == canonical(other.encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The last value of a parameter counts, and columns come in the order of their names.
        ("limit=1&limit=2", "limit=2&limit=1"),
        ("fields=id&fields=source", "fields=source&fields=id"),
        ("q=a%26limit=1", "q=a&limit=1"),
        ("q=a%2Bb", "q=a+b"),
        ("q=%2525", "q=%25"),
        ("q=", "q=+"),
    ],
)
def test_different_queries(one: str, other: str) -> None:
    assert canonical(one.encode()) != canonical(other.encode())
