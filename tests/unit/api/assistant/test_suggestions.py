"""Follow-up questions lead to something that the rules answer."""

import re
from datetime import date
from typing import Any

import pytest

from api.assistant.model import Call
from api.assistant.suggestions import suggestions
from tests.assistant_tools import ReferenceTools
from tests.assistant_turn import ask

TODAY = date(2026, 11, 20)
MARCH = {"date_from": "2026-03-01", "date_to": "2026-03-31"}
YEAR = {"date_from": "2026-01-01", "date_to": "2026-11-20"}
PAIR = {"from_a": "2026-11-01", "to_a": "2026-11-20", "from_b": "2026-10-01", "to_b": "2026-10-20"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("aggregate", MARCH),
    ("aggregate", {"date_from": "2026-11-20", "date_to": "2026-11-20"}),
    ("aggregate", {**YEAR, "item_codes": ["BW0021"]}),
    ("aggregate", {**YEAR, "group_by": "item", "limit": 5}),
    ("aggregate", {**MARCH, "group_by": "day", "item_codes": ["BW0021"]}),
    ("aggregate", {**YEAR, "group_by": "month"}),
    ("aggregate", {**YEAR, "group_by": "weekday"}),
    ("aggregate", {**YEAR, "item_codes": ["BW0021", "B0061"], "group_by": "item"}),
    ("compare", PAIR),
    ("compare", {**PAIR, "item_codes": ["BW0021"]}),
    ("records", {"item_code": "BW0021", "limit": 10}),
    ("records", {"lot_prefix": "LT2026"}),
    ("find_items", {"keyword": "BW"}),
    ("data_status", {}),
    ("run_sql", {"sql": "SELECT 1"}),
]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("name", "args"), CALLS, ids=lambda value: str(value)[:60])
def test_each_is_understood_by_the_rules(
    tools: ReferenceTools, name: str, args: dict[str, Any], language: str
) -> None:
    asked = suggestions([Call(name, args)], language)
    assert len(asked) == 3
    for question in asked:
        turn = ask(tools, question, today=TODAY, data_to=TODAY, language="??")
        assert turn.tables, question
        assert bool(re.search("[가-힣]", question)) == (language == "ko")


def test_they_keep_to_the_item_and_the_days_that_were_asked(tools: ReferenceTools) -> None:
    call = Call("aggregate", {**MARCH, "item_codes": ["BW0021"]})
    assert suggestions([call], "ko") == [
        "BW0021 2026-03-01 ~ 2026-03-31 생산량을 이전 기간과 비교",
        "BW0021 2026-03-01 ~ 2026-03-31 일별 추이",
        "BW0021 2026-03-01 ~ 2026-03-31 비중",
    ]
    turn = ask(tools, suggestions([call], "ko")[0], today=TODAY, data_to=TODAY)
    assert dict(turn.calls[0].args) == {
        "from_a": "2026-03-01",
        "to_a": "2026-03-31",
        "from_b": "2026-01-29",
        "to_b": "2026-02-28",
        "item_codes": ["BW0021"],
    }


def test_without_a_call_they_are_where_to_start() -> None:
    assert suggestions([], "en") == [
        "total production this month",
        "top 5 items this year",
        "monthly trend this year",
    ]
