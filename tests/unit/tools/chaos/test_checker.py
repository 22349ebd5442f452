"""A checker that cannot fail proves nothing: each kind of wrong answer is noticed."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.tools.chaos.answers import (
    ARCHIVE_PAGE,
    DAYS,
    FIRST_PAGE,
    HEALTH,
    ITEM_PAGE,
    ITEMS,
    NO_GROUPS,
    SECOND_PAGE,
    WHOLE,
    answer_of,
    body_of,
    etag_of,
    new_checker,
    version_of,
)
from tools.chaos.asks import Ask
from tools.chaos.client import Answer

Body = dict[str, Any]
ASKS = {
    "page": FIRST_PAGE,
    "walk": SECOND_PAGE,
    "all rows": WHOLE,
    "item": ITEM_PAGE,
    "archive only": ARCHIVE_PAGE,
    "total": NO_GROUPS,
    "days": DAYS,
    "items": ITEMS,
    "health": HEALTH,
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS.keys())
def test_a_right_answer_is_right(ask: Ask) -> None:
    checker = new_checker()
    for number in (3, 3, 4):
        assert checker.judge(checker.ask(ask), answer_of(body_of(ask, number))) is not None
    assert not checker.counts
    assert checker.requests == 3


def mixed(body: Body) -> None:
    """The last live row of the page comes from the next generation."""
    body["data"][-1] = body_of(FIRST_PAGE, 6)["data"][-1]


def without_a_row(body: Body) -> None:
    del body["data"][4]
    body["count"] -= 1


def with_a_row_twice(body: Body) -> None:
    body["data"][4] = body["data"][3]


def with_another_quantity(body: Body) -> None:
    body["data"][7]["good_quantity"] += 1


def with_a_wrong_count(body: Body) -> None:
    body["count"] += 1


def without_more(body: Body) -> None:
    body["has_more"] = False


def of_a_leftover(body: Body) -> None:
    body["data"][0]["lot_number"] = f"V99999-{body['data'][0]['lot_number']}"


def without_a_tag(body: Body) -> None:
    body["data"][0]["lot_number"] = "LOT20261123-001"


def not_yet_written(body: Body) -> None:
    body.update(body_of(FIRST_PAGE, 10))


@pytest.mark.parametrize(
    "spoil",
    [
        mixed,
        without_a_row,
        with_a_row_twice,
        with_another_quantity,
        with_a_wrong_count,
        without_more,
        of_a_leftover,
        without_a_tag,
        not_yet_written,
    ],
)
def test_a_page_that_is_no_generations_is_torn(spoil: Callable[[Body], None]) -> None:
    checker = new_checker()
    body = body_of(FIRST_PAGE, 5)
    spoil(body)
    assert checker.judge(checker.ask(FIRST_PAGE), answer_of(body)) is None
    assert checker.counts == {"torn": 1}
    assert checker.newest == -1


def test_a_walk_that_leaves_out_a_row_is_torn() -> None:
    checker = new_checker()
    body = body_of(SECOND_PAGE, 5)
    later = body_of(WHOLE, 5)["data"]
    place = later.index(body["data"][0])
    body["data"] = later[place + 1 : place + 31]
    checker.judge(checker.ask(SECOND_PAGE), answer_of(body))
    assert checker.counts == {"torn": 1}


def test_an_archive_row_is_checked_too() -> None:
    checker = new_checker()
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body_of(FIRST_PAGE, 5)))
    body = body_of(ARCHIVE_PAGE, 5)
    body["data"][0]["item_name"] = "other"
    checker.judge(checker.ask(ARCHIVE_PAGE), answer_of(body))
    assert checker.counts == {"torn": 1}


@pytest.mark.parametrize(
    ("ask", "field", "value"),
    [
        pytest.param(NO_GROUPS, "batch_count", 81, id="rows of no generation"),
        pytest.param(NO_GROUPS, "total_production", 1, id="sum"),
        pytest.param(DAYS, "day_count", 1, id="days"),
        pytest.param(ITEMS, "max_quantity", 9_999, id="largest"),
    ],
)
def test_a_total_that_does_not_fit_is_torn(ask: Ask, field: str, value: int) -> None:
    checker = new_checker()
    body = body_of(ask, 5)
    body["total"][field] = value
    checker.judge(checker.ask(ask), answer_of(body))
    assert checker.counts == {"torn": 1}


@pytest.mark.parametrize("ask", [DAYS, ITEMS], ids=["days", "items"])
def test_a_group_of_another_generation_is_torn(ask: Ask) -> None:
    checker = new_checker()
    body = body_of(ask, 5)
    body["data"][-1] = body_of(ask, 4)["data"][-1]
    checker.judge(checker.ask(ask), answer_of(body))
    assert checker.counts == {"torn": 1}


def test_health_with_other_rows_than_its_version_is_torn() -> None:
    checker = new_checker()
    checker.judge(checker.ask(NO_GROUPS), answer_of(body_of(NO_GROUPS, 5)))
    body = body_of(HEALTH, 6) | {"version": version_of(5)}
    checker.judge(checker.ask(HEALTH), answer_of(body))
    assert checker.counts == {"torn": 1}


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"x-data-version": version_of(4)}, id="version"),
        pytest.param({"etag": etag_of(version_of(4))}, id="etag"),
    ],
)
def test_a_header_of_another_version_is_torn(headers: dict[str, str]) -> None:
    checker = new_checker()
    answer = answer_of(body_of(FIRST_PAGE, 5))
    checker.judge(checker.ask(FIRST_PAGE), Answer(200, answer.headers | headers, answer.body))
    assert checker.counts == {"torn": 1}


def test_one_version_with_two_contents_is_torn() -> None:
    checker = new_checker()
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body_of(FIRST_PAGE, 5)))
    body = body_of(FIRST_PAGE, 6) | {"version": version_of(5)}
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body))
    assert checker.counts == {"torn": 1}
