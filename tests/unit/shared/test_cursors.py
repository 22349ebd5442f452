"""Cursors: what was issued comes back, and binds to its filters."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.cursors import Cursor, filters_hash
from shared.queries import RecordFilter, RecordQuery


def test_round_trip() -> None:
    filters = RecordFilter(item_code=("B", "A"), q="와셔")
    cursor = Cursor(d="2026-01-20 10:11:12", src="archive_2025", id=7, f=filters_hash(filters))
    query = RecordQuery(item_code=("A", "B", "A"), q="와셔", cursor=cursor.encode())
    assert query.cursor == cursor


@pytest.mark.parametrize(
    "other",
    [{"q": "x"}, {"item_code": ("A",)}, {"date_from": "2026-01-01"}, {"min_quantity": 0}],
    ids=str,
)
def test_other_filters_are_refused(other: dict[str, Any]) -> None:
    cursor = Cursor(d="2026-01-20 10:11:12", src="live", id=7, f=filters_hash(RecordFilter()))
    assert RecordQuery(cursor=cursor.encode(), limit=7).limit == 7
    with pytest.raises(ValidationError, match="other filters"):
        RecordQuery(cursor=cursor.encode(), **other)
