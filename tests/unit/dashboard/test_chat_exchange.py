"""Events folded into an answer; words for calls and columns."""

import pytest

from dashboard.chat.exchange import Exchange
from dashboard.chat.naming import call_line, column_name, fact_line
from dashboard.chat.results import chart_of
from dashboard.chat.stream import ChatEvent
from dashboard.texts import translator


def folded(*events: tuple[str, dict[str, object]]) -> Exchange:
    exchange = Exchange("?")
    for name, data in events:
        exchange.apply(ChatEvent(name, data))
    return exchange


@pytest.mark.parametrize(
    "void", [("reset", {}), ("fallback", {"model": "rules", "because": "model_quota"})]
)
def test_a_new_beginning_voids_the_text_so_far(void: tuple[str, dict[str, object]]) -> None:
    exchange = folded(("text", {"delta": "1,2"}), void, ("text", {"delta": "3"}))
    assert exchange.text == "3"


def test_a_failed_turn_is_no_answer() -> None:
    done = {"ok": False, "model": "m", "text": "", "tools": [], "ms": 1}
    exchange = folded(("error", {"code": "model_quota"}), ("done", done))
    assert (exchange.state, exchange.answered) == ("ended", False)


def test_events_of_a_newer_api_are_passed_over() -> None:
    assert folded(("thought", {"delta": "hm"})) == Exchange("?")


def test_calls_read_as_words() -> None:
    args = {"date_from": "2026-11-01", "group_by": "day", "item_codes": ["A", "B"], "new": 1}
    said = call_line("aggregate", args, translator("en"))
    assert said == "Totals · from 2026-11-01 · grouped by day · items A, B · new 1"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("total_production", "Total production"),
        ("total_a", "Total production A"),
        ("batch_count_change_pct", "Batches: Change %"),
        ("my_column", "my_column"),
    ],
)
def test_columns_have_names_in_words(name: str, words: str) -> None:
    assert column_name(name, translator("en")) == words


def test_facts_stand_on_one_line() -> None:
    line = fact_line({"total_production": 1234.5, "batch_count": 12000}, translator("en"))
    assert line == "Total production 1,234.5 · Batches 12,000"


def test_a_chart_is_drawn_of_columns_that_are_there() -> None:
    wanted = {"kind": "line", "x": "day", "y": ["total"]}
    result = {"columns": ["n", "day", "total"], "rows": [[1, "a", 2], [2, "b", 3]], "chart": wanted}
    spec = chart_of(result, translator("en"))
    assert spec is not None
    assert spec["dataset"]["source"] == [["a", 2], ["b", 3]]
    assert spec["series"][0]["type"] == "line"
    assert chart_of({**result, "columns": ["n", "day", "sum"]}, translator("en")) is None
    assert chart_of({**result, "rows": [[1, "a", 2]]}, translator("en")) is None
    assert chart_of({**result, "chart": None}, translator("en")) is None
