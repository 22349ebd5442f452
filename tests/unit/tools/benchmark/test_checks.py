"""A wrong answer is found: by its filters, its order, its sums, its version."""

from typing import Any

import orjson
import pytest

from tests.unit.tools.benchmark.data import make_facts, make_row, page_body
from tools.benchmark.checks import (
    check_overview,
    check_page,
    check_rows,
    check_total,
    matches,
    same_content,
)
from tools.benchmark.load import Unexpected
from tools.benchmark.wire import Answer

FACTS = make_facts()
ROWS = [make_row(3, "2026-01-05 09:00:00"), make_row(2), make_row(1)]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, True),
        ({"item_code": "BW0021"}, True),
        ({"item_code": ["B0061", "BW0021"]}, True),
        ({"item_code": "B0061"}, False),
        ({"q": "와셔"}, True),
        ({"q": "bw00"}, True),
        ({"q": "05-001"}, True),
        ({"q": "zz"}, False),
        ({"lot_number": "LOT2026"}, True),
        ({"lot_number": "2026"}, False),
        ({"min_quantity": "10", "max_quantity": "10"}, True),
        ({"min_quantity": "10.5"}, False),
        ({"max_quantity": "9"}, False),
        ({"date_from": "2026-01-05", "date_to": "2026-01-05"}, True),
        ({"date_from": "2026-01-06"}, False),
        ({"date_to": "2026-01-04"}, False),
    ],
)
def test_filters(params: dict[str, Any], expected: bool) -> None:
    assert matches(make_row(1), params) is expected


def test_a_record_without_a_quantity_has_none_in_a_range() -> None:
    assert not matches(make_row(1, good_quantity=None), {"max_quantity": "9"})
    assert matches(make_row(1, good_quantity=None), {})


def test_a_right_page() -> None:
    check_page(page_body(ROWS), {"limit": "3", "q": "와셔"}, FACTS, deep=False)


@pytest.mark.parametrize(
    ("body", "deep", "message"),
    [
        (page_body(ROWS, version="old"), False, "version old"),
        (page_body(ROWS, count=2), False, "count 2, 3 rows"),
        (page_body([*ROWS, make_row(0)]), False, "limit 3"),
        (page_body(ROWS, has_more=True), False, "disagree"),
        (page_body([]), False, "no rows"),
        (page_body(ROWS[::-1]), False, "not newest first"),
        (page_body(ROWS), True, "behind the cursor"),
        (page_body([make_row(1, item_code="B0061")]), False, "filters exclude"),
    ],
    ids=["version", "count", "limit", "more", "empty", "order", "cursor", "filter"],
)
def test_a_wrong_page(body: bytes, deep: bool, message: str) -> None:
    with pytest.raises(Unexpected, match=message):
        check_page(body, {"limit": "3", "item_code": "BW0021"}, FACTS, deep=deep)


def test_only_what_repeats_the_request_may_differ() -> None:
    same_content(page_body(ROWS, next_cursor="x"), page_body(ROWS, next_cursor="y"))
    same_content(b"[1]", b"[1]")
    with pytest.raises(Unexpected, match="other rows"):
        same_content(page_body(ROWS), page_body(ROWS[:2]))
    with pytest.raises(Unexpected, match="other rows"):
        same_content(page_body(ROWS), page_body(ROWS, version="other"))


def overview_body(records: int, quantity: float, version: str = "abc123abc123") -> bytes:
    total = {"batch_count": records, "total_production": quantity}
    period = {"from": "2026-01-06", "to": "2026-02-02", "total": total}
    return orjson.dumps({"version": version, "period": period})


def test_overview() -> None:
    check_overview(overview_body(4, 19.5), FACTS, filtered=False)
    check_overview(overview_body(3, 1), FACTS, filtered=True)


@pytest.mark.parametrize(
    ("body", "filtered"),
    [
        (overview_body(4, 19.5, "old"), False),
        (overview_body(3, 19.5), False),
        (overview_body(4, 20.5), False),
        (overview_body(4, 19.5), True),
        (overview_body(0, 0), True),
    ],
)
def test_a_wrong_overview(body: bytes, filtered: bool) -> None:
    with pytest.raises(Unexpected):
        check_overview(body, FACTS, filtered=filtered)


def test_totals() -> None:
    check_total(b'{"total":{"batch_count":6,"total_production":49.5}}', FACTS)
    with pytest.raises(Unexpected, match="for 6 records"):
        check_total(b'{"total":{"batch_count":6,"total_production":49}}', FACTS)


def test_a_peer_must_have_the_same_records() -> None:
    answer = Answer(200, {}, orjson.dumps({"rows": ROWS}))
    check_rows(answer, "rows", ROWS)
    with pytest.raises(Unexpected, match="3 rows, not those"):
        check_rows(answer, "rows", ROWS[::-1])
