"""Whole turns over real HTTP: the real SDK, a scripted Gemini, a plant's real files."""

import json
from typing import Any

import pytest

from tests.assistant_world import MODEL, SECOND, ApiServer, names, only
from tests.fake_gemini import FakeGemini
from tests.gemini_script import call, calls, text

TWO_ROUNDS = ["meta", "tool_start", "tool_result", "tool_start", "tool_result", "text"]
END = ["check", "suggest", "usage", "done"]


def test_two_calls_one_after_the_other(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(
        MODEL, call("find_items", keyword="BW"), call("data_status"), text("끝", "입니다.")
    )
    events = api.stream("전체 기록 수는?")
    assert names(events) == [*TWO_ROUNDS, *END]
    meta = only(events, "meta")
    assert (meta["model"], meta["language"], meta["data_to"]) == (MODEL, "ko", "2026-11-20")
    starts = [one.data for one in events if one.name == "tool_start"]
    assert starts == [
        {"id": "r1", "name": "find_items", "args": {"keyword": "BW"}},
        {"id": "r2", "name": "data_status", "args": {}},
    ]
    done = only(events, "done")
    assert (done["ok"], done["text"], done["model"]) == (True, "끝입니다.", MODEL)
    assert done["tools"] == starts
    assert only(events, "usage") == {"prompt": 300, "output": 40, "thoughts": 15, "total": 355}
    assert only(events, "suggest") == {"questions": ["ko: find_items?", "ko: data_status?"]}


def test_parallel_calls_split_over_chunks(api: ApiServer, gemini: FakeGemini) -> None:
    wanted = [("find_items", {"keyword": "BW"}), ("data_status", {})]
    gemini.script(MODEL, calls(*wanted, split=True), text("둘 다"))
    events = api.stream("둘")
    assert [one.name for one in events][1:5] == ["tool_start"] * 2 + ["tool_result"] * 2
    answers = gemini.asked[1].contents[-1]["parts"]
    assert [one["functionResponse"]["name"] for one in answers] == [name for name, _ in wanted]
    results = [one["functionResponse"]["response"]["output"]["id"] for one in answers]
    assert results == ["r1", "r2"]


def test_parallel_calls_run_at_the_same_time(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, calls(("meet", {"n": 1}), ("meet", {"n": 2})), text("만났습니다."))
    events = api.stream("동시에")
    places = sorted(one.data["rows"][0][0] for one in events if one.name == "tool_result")
    assert places == [0, 1]


def test_the_same_without_a_stream(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, calls(("data_status", {}), ("find_items", {"keyword": "BW"})), text("네"))
    response = api.ask("How many records?")
    body = response.json()
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert (body["answer"], body["model"], body["language"]) == ("네", MODEL, "en")
    assert {one["name"] for one in body["results"]} == {"data_status", "find_items"}
    found = next(one for one in body["results"] if one["name"] == "find_items")
    assert found["sql"].startswith("SELECT item_code")
    assert found["params"] == {"keyword": "BW"}
    assert found["chart"] == {"kind": "bar", "x": "item_code", "y": ["record_count"]}
    assert len(body["session_id"]) == 32


def test_an_identical_call_is_run_once(api: ApiServer, gemini: FakeGemini) -> None:
    again = calls(("data_status", {}), ("data_status", {}))
    gemini.script(MODEL, again, call("data_status"), text("한 번"))
    events = api.stream("두 번")
    assert [one.name for one in events].count("tool_start") == 1
    assert [one.name for one in events].count("tool_result") == 1
    assert only(events, "done")["text"] == "한 번"


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("invent", {}, "there is no tool invent"),
        ("find_items", {"keyword": 7}, "keyword: write a part"),
    ],
)
def test_a_refused_call_goes_back_to_the_model(
    api: ApiServer, gemini: FakeGemini, name: str, args: dict[str, Any], words: str
) -> None:
    gemini.script(MODEL, call(name, **args), text("알겠습니다."))
    events = api.stream("무엇?")
    result = only(events, "tool_result")
    assert (result["ok"], result["code"]) == (False, "tool_refused")
    (part,) = gemini.asked[1].contents[-1]["parts"]
    assert words in part["functionResponse"]["response"]["error"]
    assert only(events, "done")["ok"]


def test_a_model_that_never_stops_calling_must_answer(api: ApiServer, gemini: FakeGemini) -> None:
    endless = [call("find_items", keyword=f"k{number}") for number in range(5)]
    gemini.script(MODEL, *endless, text("이제 답합니다."))
    events = api.stream("끝없이")
    assert only(events, "done")["text"] == "이제 답합니다."
    modes = ["toolConfig" in asked.body for asked in gemini.asked]
    assert modes == [False] * 5 + [True]
    mode = gemini.asked[-1].body["toolConfig"]["functionCallingConfig"]["mode"]
    assert mode == "NONE"


def test_at_most_twelve_calls(api: ApiServer, gemini: FakeGemini) -> None:
    many = calls(*[("find_items", {"keyword": f"k{number}"}) for number in range(14)])
    gemini.script(MODEL, many, text("충분합니다."))
    events = api.stream("많이")
    assert [one.name for one in events].count("tool_start") == 12
    answers = gemini.asked[1].contents[-1]["parts"]
    refused = [one for one in answers if "error" in one["functionResponse"]["response"]]
    assert (len(answers), len(refused)) == (14, 2)
    assert "toolConfig" in gemini.asked[1].body


def test_what_goes_to_google(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, call("data_status"), text("네"))
    api.stream("몇 건?")
    first = gemini.asked[0]
    assert (first.method, first.model) == ("streamGenerateContent", MODEL)
    config = first.body["generationConfig"]
    assert config == {"maxOutputTokens": 4096, "thinkingConfig": {"thinking_level": "LOW"}}
    declared = first.body["tools"][0]["functionDeclarations"]
    assert [one["name"] for one in declared] == ["data_status", "find_items"]
    assert declared[1]["parameters_json_schema"]["required"] == ["keyword"]
    assert "2026-11-20" in first.system
    assert "Korean" in first.system


def test_results_are_cut_to_whole_rows_for_the_model_only(
    api: ApiServer, gemini: FakeGemini
) -> None:
    gemini.script(MODEL, call("find_items", keyword="0"), text("표"))
    events = api.stream("전부")
    shown = only(events, "tool_result")
    (part,) = gemini.asked[1].contents[-1]["parts"]
    sent = part["functionResponse"]["response"]["output"]
    assert len(json.dumps(sent, ensure_ascii=False).encode()) < 7_000
    assert sent["rows"] == shown["rows"][: len(sent["rows"])]
    assert len(sent["rows"]) + sent["rows_omitted"] == shown["row_count"]


def test_a_conversation_is_told_to_the_model(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("첫 답"), text("둘째 답"))
    session = only(api.stream("첫 질문", user="kim"), "meta")["session_id"]
    events = api.stream("둘째 질문", user="kim", session_id=session)
    assert only(events, "meta")["session_id"] == session
    said = [(one["role"], one["parts"][0]["text"]) for one in gemini.asked[1].contents]
    assert said == [("user", "첫 질문"), ("model", "첫 답"), ("user", "둘째 질문")]


def test_unverified_numbers_and_links_of_an_answer(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("값은 987654", " ![x](http", "://evil.example/1)", " <b>굵게</b>"))
    events = api.stream("값은?")
    said = "값은 987654 ! [x] (http: //evil.example/1) < b>굵게< /b>"
    assert only(events, "done")["text"] == said
    assert "".join(one.data["delta"] for one in events if one.name == "text") == said
    assert "987654" in only(events, "check")["unverified"]


def test_nobody_asks_the_second_model_without_need(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("네"))
    gemini.script(SECOND, text("아니요"))
    api.stream("질문")
    assert [asked.model for asked in gemini.asked] == [MODEL]
