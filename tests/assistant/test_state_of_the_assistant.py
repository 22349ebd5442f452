"""Status, health, budgets over HTTP, and who a user is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests

from shared.api_keys import Scope
from tests.assistant_world import MODEL, SECOND, WAIT_S, ApiServer, chat_settings, names, only
from tests.fake_gemini import FakeGemini
from tests.gemini_script import Hang, text
from tests.hub_fixtures import plant_settings
from tests.waiting import until
from tools.keys.commands import add

DAY = date(2026, 11, 25)


def get(api: ApiServer, path: str) -> requests.Response:
    return requests.get(api.url + path, timeout=WAIT_S)


def api_with(folder: Path, gemini: FakeGemini, **changes: Any) -> ApiServer:
    settings = chat_settings(folder, gemini, **changes)
    return ApiServer(settings)


def test_status_with_a_key(api: ApiServer) -> None:
    body = get(api, "/chat/status").json()
    assert (body["enabled"], body["mode"], body["rules"]) == (True, "model", True)
    assert body["models"] == [MODEL, SECOND]
    assert body["limits"]["tokens_per_day"] == 500_000
    assert requests.head(api.url + "/chat/status", timeout=WAIT_S).status_code == 200


def test_health_asks_once_and_costs_no_tokens(plant_folder: Path, gemini: FakeGemini) -> None:
    with api_with(plant_folder, gemini) as api:
        for _ in range(3):
            response = get(api, "/healthz/ai")
            assert (response.status_code, response.json()["status"]) == (200, "ok")
        assert requests.head(api.url + "/healthz/ai", timeout=WAIT_S).status_code == 200
    assert [(asked.model, asked.method) for asked in gemini.asked] == [
        (MODEL, "get"),
        (SECOND, "get"),
    ]


@pytest.mark.parametrize(
    ("changes", "status", "word", "codes"),
    [
        ({"gemini_api_key": "wrong"}, 503, "unavailable", ["model_key_refused"] * 2),
        ({"gemini_model": "gone-1"}, 200, "degraded", ["model_unknown", None]),
        ({"gemini_fallback_model": MODEL}, 200, "ok", [None]),
        (
            {"gemini_base_url": "http://127.0.0.1:9"},
            503,
            "unavailable",
            ["model_unreachable"] * 2,
        ),
    ],
)
def test_health_names_what_does_not_work(
    plant_folder: Path,
    gemini: FakeGemini,
    changes: dict[str, Any],
    status: int,
    word: str,
    codes: list[str | None],
) -> None:
    with api_with(plant_folder, gemini, **changes) as api:
        response = get(api, "/healthz/ai")
    body = response.json()
    assert (response.status_code, body["status"]) == (status, word)
    assert [one["code"] for one in body["models"]] == codes
    assert "wrong" not in response.text


def test_without_a_key_nothing_leaves_the_machine(plant_folder: Path, gemini: FakeGemini) -> None:
    with api_with(plant_folder, gemini, gemini_api_key=None) as api:
        assert get(api, "/healthz/ai").json() == {
            "status": "rules",
            "models": [],
            "checked_at": None,
        }
        assert get(api, "/chat/status").json()["mode"] == "rules"
        events = api.stream("몇 건?")
    assert names(events) == [
        "meta",
        "tool_start",
        "tool_result",
        "text",
        "check",
        "suggest",
        "done",
    ]
    assert only(events, "meta")["model"] == "rules"
    assert only(events, "check")["unverified"] == []
    assert gemini.asked == []


def test_switched_off(plant_folder: Path, gemini: FakeGemini) -> None:
    with api_with(plant_folder, gemini, gemini_api_key=None, chat_rules=False) as api:
        for path in ("/chat", "/chat/stream"):
            response = requests.post(api.url + path, json={"question": "?"}, timeout=WAIT_S)
            assert (response.status_code, response.json()["code"]) == (503, "chat_disabled")
            assert "GEMINI_API_KEY" in response.json()["hint"]
        assert get(api, "/chat/status").json()["enabled"] is False


def test_nothing_published(tmp_path: Path) -> None:
    with ApiServer(plant_settings(tmp_path)) as api:
        response = api.ask("몇 건?")
    assert (response.status_code, response.json()["code"]) == (503, "nothing_published")


@pytest.mark.parametrize("path", ["/chat", "/chat/stream"])
def test_budgets_are_http_errors_before_the_first_event(
    plant_folder: Path, gemini: FakeGemini, path: str
) -> None:
    user = {"X-Hub-User": f"budget {path}"}
    with api_with(plant_folder, gemini, chat_turns_per_minute=1) as api:
        gemini.script(MODEL, text("네"), text("네"))
        got = [
            requests.post(api.url + path, json={"question": "?"}, headers=headers, timeout=WAIT_S)
            for headers in (user, user, {"X-Hub-User": f"another {path}"})
        ]
    assert [one.status_code for one in got] == [200, 429, 200]
    assert got[1].json()["code"] == "chat_questions_spent"
    assert 1 <= int(got[1].headers["retry-after"]) <= 60


def test_turns_at_once_over_http(plant_folder: Path, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Hang())
    with api_with(plant_folder, gemini, chat_turns_per_user=1) as api:
        first = api.open_stream("질문", user="busy")
        until(lambda: gemini.asked, "the first turn runs")
        response = api.ask("질문", user="busy")
        assert (response.status_code, response.json()["code"]) == (429, "chat_user_busy")
        assert response.headers["retry-after"] == "3"
        first.close()


def test_spent_tokens(plant_folder: Path, gemini: FakeGemini) -> None:
    with api_with(plant_folder, gemini, chat_tokens_per_day=0) as api:
        events = api.stream("몇 건?")
    assert only(events, "fallback") == {"model": "rules", "because": "chat_tokens_spent"}
    assert only(events, "done")["ok"]
    with api_with(plant_folder, gemini, chat_tokens_per_day=0, chat_rules=False) as api:
        response = api.ask("몇 건?")
    assert (response.status_code, response.json()["code"]) == (429, "chat_tokens_spent")
    assert 1 <= int(response.headers["retry-after"]) <= 86_400
    assert gemini.asked == []


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/chat", "POST"),
        ("HEAD", "/chat", "POST"),
        ("GET", "/chat/stream", "POST"),
        ("DELETE", "/chat", "POST"),
        ("PUT", "/chat/status", "GET"),
        ("POST", "/healthz/ai", "GET"),
        ("GET", f"/chat/{'0' * 32}", "DELETE"),
    ],
)
def test_other_methods(api: ApiServer, method: str, path: str, allow: str) -> None:
    response = requests.request(method, api.url + path, timeout=WAIT_S)
    assert response.status_code == 405
    assert allow in response.headers["allow"].split(", ")


def test_nothing_of_it_is_kept_or_compressed(api: ApiServer, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("하나"), text("둘"))
    said = [api.ask("질문").json()["answer"] for _ in range(2)]
    assert said == ["하나", "둘"]
    gemini.script(MODEL, text("셋"))
    with api.open_stream("질문") as response:
        assert "content-encoding" not in response.headers
        assert "etag" not in response.headers
        assert response.headers["cache-control"] == "no-store"


def test_a_key_with_the_scope_opens_it(plant_folder: Path, gemini: FakeGemini) -> None:
    settings = chat_settings(
        plant_folder, gemini, gemini_api_key=None, api_keys=plant_folder / "chat_keys.json"
    )
    owners: dict[str, list[Scope]] = {"reader": ["read"], "dashboard": ["read", "chat"]}
    keys = {name: add(settings.api_keys, name, scopes, DAY)[0] for name, scopes in owners.items()}
    opened = {}
    with ApiServer(settings) as api:
        for name, key in keys.items():
            got = requests.post(
                api.url + "/chat",
                json={"question": "몇 건?"},
                headers={"X-API-Key": key, "X-Hub-User": "kim"},
                timeout=WAIT_S,
            )
            opened[name] = got.status_code
        assert api.ask("몇 건?").status_code == 401
        session = got.json()["session_id"]
        others, mine = (
            requests.delete(
                f"{api.url}/chat/{session}",
                headers={"X-API-Key": keys["dashboard"], "X-Hub-User": user},
                timeout=WAIT_S,
            )
            for user in ("lee", "kim")
        )
    assert opened == {"reader": 403, "dashboard": 200}
    assert (others.json()["deleted"], mine.json()["deleted"]) == (False, True)
