"""Everything that can go wrong with a model: the right fallback, the right error, never a hang."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant_world import MODEL, SECOND, ApiServer, chat_settings, names, only
from tests.fake_gemini import KEY, FakeGemini
from tests.gemini_script import Blocked, Broken, Error, Hang, Raw, Script, Text, call, text
from tests.waiting import until

EMPTY = Text((), "STOP")
HTML = "<html><h1>502 Bad Gateway</h1></html>"
# What a model does, and what it is called then.
FAILURES: dict[str, tuple[Script, str, int]] = {
    "400": (Error(400), "model_refused", 502),
    "400 with a bad model": (Error(404), "model_unknown", 502),
    "429": (Error(429), "model_quota", 429),
    "429 with a delay": (Error(429, retry_delay="7.2s"), "model_quota", 429),
    "500": (Error(500), "model_unavailable", 503),
    "503": (Error(503), "model_unavailable", 503),
    "HTML 502": (Error(502, raw=HTML), "model_unavailable", 503),
    "cut stream": (Broken("cut"), "model_cut_off", 502),
    "error inside a stream": (Broken("error"), "model_unavailable", 503),
    "garbage": (Broken("garbage"), "model_malformed", 502),
    "no JSON": (Raw(HTML, "text/html"), "model_malformed", 502),
    "JSON of another shape": (Raw('data: {"candidates": 7}\n\n'), "model_malformed", 502),
    "no candidates": (Raw('data: {"candidates": []}\n\n'), "model_cut_off", 502),
    "an empty object": (Raw("data: {}\n\n"), "model_cut_off", 502),
    "empty text": (EMPTY, "model_empty", 502),
    "blank text": (text(" \n"), "model_empty", 502),
    "MAX_TOKENS and nothing": (Text((), "MAX_TOKENS"), "model_empty", 502),
    "MALFORMED_FUNCTION_CALL": (Text((), "MALFORMED_FUNCTION_CALL"), "model_malformed", 502),
    "MISSING_THOUGHT_SIGNATURE": (Text((), "MISSING_THOUGHT_SIGNATURE"), "model_malformed", 502),
    "OTHER": (Text((), "OTHER"), "model_empty", 502),
    "no finish reason": (Text(("1,2",), None), "model_cut_off", 502),
}
WHOLE_SERVICE: dict[str, tuple[Script, str]] = {
    "401": (Error(401), "model_key_refused"),
    "403": (Error(403), "model_key_refused"),
    "400 about the key": (Error(400, reason="API_KEY_INVALID"), "model_key_refused"),
}
BLOCKED: dict[str, Script] = {
    "prompt": Blocked(),
    "prompt, another reason": Blocked("PROHIBITED_CONTENT"),
    "SAFETY": Text((), "SAFETY"),
    "SAFETY after some text": Text(("이것은 ", "안"), "SAFETY"),
}
cases = pytest.mark.parametrize(("step", "code", "status"), FAILURES.values(), ids=FAILURES)


@pytest.fixture(scope="module")
def without_rules(plant_folder: Path, gemini_server: FakeGemini) -> Iterator[ApiServer]:
    settings = chat_settings(plant_folder, gemini_server, chat_rules=False)
    with ApiServer(settings) as one:
        yield one


@cases
def test_the_second_model_answers(
    api: ApiServer, gemini: FakeGemini, step: Script, code: str, status: int
) -> None:
    del status
    gemini.script(MODEL, step)
    gemini.script(SECOND, text("둘째가 답합니다."))
    events = api.stream("질문")
    assert only(events, "fallback") == {"model": SECOND, "because": code}
    done = only(events, "done")
    assert (done["ok"], done["model"], done["text"]) == (True, SECOND, "둘째가 답합니다.")
    assert events[-1].name == "done"
    assert "error" not in names(events)


@cases
def test_then_the_rules(
    api: ApiServer, gemini: FakeGemini, step: Script, code: str, status: int
) -> None:
    del status
    gemini.script(MODEL, step)
    gemini.script(SECOND, step)
    body = api.ask("몇 건?").json()
    assert [one["because"] for one in body["fallbacks"]] == [code, code]
    assert (body["model"], body["answer"].partition(" ")[2]) == ("rules", "건 [r1] (0)")
    assert body["check"]["unverified"] == []


@cases
def test_without_rules_it_is_an_http_error(
    without_rules: ApiServer, gemini: FakeGemini, step: Script, code: str, status: int
) -> None:
    gemini.script(MODEL, step)
    gemini.script(SECOND, step)
    response = without_rules.ask("질문")
    body = response.json()
    assert (response.status_code, body["code"], body["status"]) == (status, code, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert body["hint"]
    assert re.search("[가-힣]", body["hint_ko"])
    assert body["request_id"] == response.headers["x-request-id"]
    assert KEY not in response.text
    assert "scripted" not in response.text
    assert len(gemini.asked) == 2


@cases
def test_without_rules_a_stream_ends_with_error_and_done(
    without_rules: ApiServer, gemini: FakeGemini, step: Script, code: str, status: int
) -> None:
    gemini.script(MODEL, step)
    gemini.script(SECOND, step)
    events = without_rules.stream("질문")
    error = only(events, "error")
    assert (error["code"], error["status"]) == (code, status)
    assert [one.name for one in events[-2:]] == ["error", "done"]
    done = only(events, "done")
    assert (done["ok"], done["text"]) == (False, "")
    shown = [one.name for one in events if one.name in ("text", "reset")]
    assert shown == [] or shown[-1] == "reset"


@pytest.mark.parametrize(("step", "code"), WHOLE_SERVICE.values(), ids=WHOLE_SERVICE)
def test_a_refused_key_is_not_tried_on_the_second_model(
    api: ApiServer, without_rules: ApiServer, gemini: FakeGemini, step: Script, code: str
) -> None:
    gemini.script(MODEL, step, step)
    events = api.stream("몇 건?")
    assert only(events, "fallback") == {"model": "rules", "because": code}
    assert only(events, "done")["ok"]
    response = without_rules.ask("몇 건?")
    assert (response.status_code, response.json()["code"]) == (503, code)
    assert "GEMINI_API_KEY" in response.json()["hint"]
    assert {asked.model for asked in gemini.asked} == {MODEL}


@pytest.mark.parametrize("step", BLOCKED.values(), ids=BLOCKED)
def test_what_is_blocked_is_asked_of_nobody_else(
    api: ApiServer, gemini: FakeGemini, step: Script
) -> None:
    gemini.script(MODEL, step, step)
    events = api.stream("질문")
    assert only(events, "error")["code"] == "model_blocked"
    assert "fallback" not in names(events)
    assert only(events, "done")["text"] == ""
    response = api.ask("질문")
    assert (response.status_code, response.json()["code"]) == (422, "model_blocked")
    assert [asked.model for asked in gemini.asked] == [MODEL, MODEL]


def test_retry_after_is_googles_own(without_rules: ApiServer, gemini: FakeGemini) -> None:
    for delay, expected in (("7.2s", "8"), ("0s", "1"), ("soon", "60"), ("999999s", "3600")):
        gemini.script(MODEL, Error(429, retry_delay=delay))
        gemini.script(SECOND, Error(429, retry_delay=delay))
        assert without_rules.ask("질문").headers["retry-after"] == expected


def test_a_text_that_is_cut_off_by_its_length_says_so(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("길고 긴 답", finish="MAX_TOKENS"))
    assert only(api.stream("질문"), "done")["text"] == "길고 긴 답 …"


def test_a_failure_after_text_takes_the_text_back(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Broken("cut", "총 생산량은 1,2"))
    gemini.script(SECOND, text("새 답"))
    events = api.stream("질문")
    shown = [one.name for one in events if one.name in ("text", "fallback", "reset")]
    assert shown == ["text", "fallback", "reset", "text"]
    assert only(events, "done")["text"] == "새 답"


def test_the_second_model_gets_the_results_there_are(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, call("find_items", keyword="BW"), Error(503))
    gemini.script(SECOND, call("find_items", keyword="BW"), text("이어서 답합니다."))
    events = api.stream("질문")
    assert [one.name for one in events].count("tool_start") == 1
    contents = gemini.asked[-1].contents
    assert [one["role"] for one in contents] == ["user", "model", "user"]
    (part,) = contents[-1]["parts"]
    assert part["functionResponse"]["response"]["output"]["id"] == "r1"
    assert only(events, "done")["text"] == "이어서 답합니다."


def test_tokens_of_a_model_that_failed_later_count(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, call("data_status"), Error(503))
    gemini.script(SECOND, text("답"))
    assert only(api.stream("질문"), "usage")["total"] == 115 + 125


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://no-such-host.invalid"])
def test_nothing_listens_there(plant_folder: Path, gemini: FakeGemini, url: str) -> None:
    settings = chat_settings(plant_folder, gemini, gemini_base_url=url)
    with ApiServer(settings) as api:
        events = api.stream("몇 건?")
    assert only(events, "fallback") == {"model": "rules", "because": "model_unreachable"}
    assert only(events, "done")["ok"]


def test_the_key_is_written_nowhere(
    api: ApiServer, gemini: FakeGemini, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    gemini.script(MODEL, Error(429, retry_delay="3s"))
    gemini.script(SECOND, Broken("error"))
    whole = str(api.stream("몇 건?"))
    assert "model_failed model=gemini-3.8-flash code=model_quota" in caplog.text
    stored = b"".join(file.read_bytes() for file in api.hub.settings.data_dir.glob("state.db*"))
    assert KEY not in whole + caplog.text
    assert KEY.encode() not in stored


@pytest.mark.parametrize("step", [Hang(), Broken("stall")], ids=["hang", "stall"])
def test_silence_is_a_timeout(plant_folder: Path, gemini: FakeGemini, step: Script) -> None:
    settings = chat_settings(plant_folder, gemini, gemini_timeout_s=0.2)
    gemini.script(MODEL, step)
    gemini.script(SECOND, step)
    with ApiServer(settings) as api:
        events = api.stream("몇 건?")
    because = [one.data["because"] for one in events if one.name == "fallback"]
    assert because == ["model_timeout", "model_timeout"]
    assert only(events, "done")["model"] == "rules"
    until(lambda: gemini.left == [MODEL, SECOND], "both connections are closed")


@pytest.mark.parametrize("rules", [True, False])
def test_the_turns_own_limit_ends_what_no_timeout_does(
    plant_folder: Path, gemini: FakeGemini, rules: bool
) -> None:
    # The rules have a ninth of it.
    settings = chat_settings(
        plant_folder, gemini, chat_rules=rules, chat_turn_s=4.5 if rules else 1.0
    )
    gemini.script(MODEL, Broken("stall"))
    gemini.script(SECOND, Broken("stall"))
    with ApiServer(settings) as api:
        response = api.ask("몇 건?")
    if rules:
        assert response.json()["model"] == "rules"
    else:
        assert (response.status_code, response.json()["code"]) == (504, "turn_timeout")


def test_all_fail_and_the_rules_do_not_know(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Error(503))
    gemini.script(SECOND, Error(503))
    response = api.ask("침묵")
    assert (response.status_code, response.json()["code"]) == (502, "model_empty")
