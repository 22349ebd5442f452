"""/mcp as it is without its setting, without its package, and with API keys."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.mcp import service
from shared.settings import Settings
from tests.hub_fixtures import publish_now
from tools.keys.commands import add

ASK = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "data_status"}}
ACCEPTS = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
def with_mcp(settings: Settings) -> Settings:
    return settings.model_copy(update={"mcp": True})


@contextmanager
def api(settings: Settings) -> Iterator[TestClient]:
    publish_now(settings)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def test_it_is_off_unless_asked_for(client: TestClient) -> None:
    refused = client.post("/mcp", json=ASK, headers=ACCEPTS)
    assert (refused.status_code, refused.json()["code"]) == (404, "route_not_found")


def test_without_the_package_it_says_what_to_install(
    with_mcp: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with api(with_mcp) as client:
        refused = client.post("/mcp", json=ASK, headers=ACCEPTS)
        assert (refused.status_code, refused.json()["code"]) == (501, "mcp_not_installed")
        assert "manager.py setup mcp" in refused.json()["hint"]
        assert client.get("/records").status_code == 200


def test_with_api_keys_it_wants_one_that_reads(with_mcp: Settings) -> None:
    key, _ = add(with_mcp.api_keys, "claude", ("read",), date(2026, 11, 20))
    with api(with_mcp) as client:
        assert client.post("/mcp", json=ASK, headers=ACCEPTS).status_code == 401
        named = {**ACCEPTS, "Authorization": f"Bearer {key}"}
        assert not client.post("/mcp", json=ASK, headers=named).json()["result"]["isError"]


def test_a_call_too_many_is_asked_to_come_again(
    with_mcp: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CALLS_AT_ONCE", 0)
    with api(with_mcp) as client:
        result = client.post("/mcp", json=ASK, headers=ACCEPTS).json()["result"]
        assert result["isError"]
        assert "Ask again in a few seconds" in result["content"][0]["text"]


def test_a_call_of_an_unpublished_plant_says_so(with_mcp: Settings) -> None:
    with TestClient(create_app(with_mcp)) as client:
        result = client.post("/mcp", json=ASK, headers=ACCEPTS).json()["result"]
        assert result["isError"]
        assert "python -m tools.watcher" in result["content"][0]["text"]
