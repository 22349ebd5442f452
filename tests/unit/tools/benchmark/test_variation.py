"""Variations are other keys of the cache, are valid, and mean the same rows."""

from datetime import date
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import pytest

from shared.queries import RecordQuery
from tests.unit.tools.benchmark.data import make_facts
from tools.benchmark.cases import Case, all_cases, filters
from tools.benchmark.variation import (
    before_all,
    behind,
    by_date_to,
    by_limit,
    by_period,
    fixed,
)

FACTS = make_facts(first_day=date(2024, 1, 2), last_day=date(2026, 11, 20))
CASES = all_cases(FACTS)
PAGES = [case for case in CASES if case.params is not None and case.misses]


def query_of(path: str) -> RecordQuery:
    """As the route reads it; raises when it would be refused."""
    given = parse_qs(urlsplit(path).query)
    single = {name: values[0] for name, values in given.items() if name != "item_code"}
    return RecordQuery.model_validate({**single, "item_code": given.get("item_code", ())})


@pytest.mark.parametrize("case", [case for case in CASES if case.misses], ids=lambda c: c.name)
def test_each_request_is_another_one(case: Case) -> None:
    paths = [case.paths(number) for number in range(300)]
    assert len(set(paths)) == 300
    assert case.plain not in paths[1:]


@pytest.mark.parametrize("case", [case for case in CASES if not case.misses], ids=lambda c: c.name)
def test_hits_ask_the_same_again(case: Case) -> None:
    assert {case.paths(number) for number in range(10)} == {case.plain}


@pytest.mark.parametrize("case", PAGES, ids=lambda c: c.name)
def test_pages_are_valid_and_mean_the_same(case: Case) -> None:
    assert case.plain is not None
    plain = query_of(case.plain)
    for number in (1, 2, 299):
        varied = query_of(case.paths(number))
        same = varied.model_copy(update={"date_to": plain.date_to, "cursor": plain.cursor})
        assert same == plain
        assert (varied.date_to or date.max) > FACTS.last_day or varied.date_to == plain.date_to


def test_a_deep_page_is_behind_one_place() -> None:
    nth = behind("/records", {"limit": "10"}, FACTS.deep)
    places = {
        (cursor.d, cursor.src, cursor.id)
        for cursor in (query_of(nth(number)).cursor for number in range(3))
        if cursor is not None
    }
    assert places == {(FACTS.deep.d, FACTS.deep.src, FACTS.deep.id)}


def test_before_all_keeps_the_period() -> None:
    query = query_of(before_all("/records", {"date_to": "2026-01-31"})(4))
    assert query.date_to == date(2026, 1, 31)
    assert query.cursor is not None
    assert (query.cursor.d, query.cursor.id) == ("9999-12-31 23:59:59", 5)


def test_periods_stay_inside_the_data() -> None:
    nth = by_period("/overview", {}, date(2024, 1, 2), date(2026, 11, 20), 30)
    for path in islice(map(nth, range(0, 20_000, 7)), 500):
        given = parse_qs(urlsplit(path).query)
        assert "2024-01-02" <= given["date_from"][0] < given["date_to"][0] <= "2026-11-20"


def test_limits_begin_again() -> None:
    nth = by_limit("/items", {}, 10, 12)
    assert [nth(number) for number in range(4)] == [
        "/items?limit=10",
        "/items?limit=11",
        "/items?limit=12",
        "/items?limit=10",
    ]


def test_the_far_day_is_behind_every_date() -> None:
    assert by_date_to("/records", {"limit": "5"})(1) == "/records?limit=5&date_to=2300-01-02"


def test_fixed() -> None:
    assert fixed("/items", {})(1) == fixed("/items", {})(2) == "/items"


def test_every_filter_is_there() -> None:
    used = {name for params in filters(FACTS).values() for name in params}
    assert used == {
        "item_code", "q", "lot_number", "min_quantity", "max_quantity", "date_from", "date_to",
    }  # fmt: skip
