"""What a change of the key file, or its damage, does to a running API."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.api_keys import new_key
from shared.settings import Settings
from tests.hub_fixtures import publish_now
from tools.keys.commands import add, revoke

DAY = date(2026, 11, 25)


def status_of(client: TestClient, key: str | None = None) -> tuple[int, str | None]:
    response = client.get("/items", headers={"X-API-Key": key} if key else {})
    body = response.json()
    return response.status_code, body["code"] if response.status_code != 200 else None


def test_a_change_of_the_file_takes_effect_without_a_restart(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.key_ring.LOOK_EVERY_S", 0.0)
    path = settings.api_keys
    assert status_of(client) == (200, None)
    one, _ = add(path, "one", ["read"], DAY)
    assert status_of(client) == (401, "api_key_missing")
    two, _ = add(path, "two", ["read"], DAY)
    assert status_of(client, two) == (200, None)
    assert revoke(path, "two") == 1
    assert status_of(client, two) == (401, "api_key_unknown")
    assert status_of(client, one) == (200, None)
    assert revoke(path, "one") == 0
    assert status_of(client) == (200, None)


DAMAGES = {
    "empty": b"",
    "cut off": b'{"format":1,"keys":[',
    "no keys": b"{}",
    "null": b"null",
    "list": b"[]",
    "a later format": b'{"format":2,"keys":[]}',
    "a key without a hash": b'{"format":1,"keys":[{"name":"a","scopes":["read"]}]}',
    "not UTF-8": b"\xff\xfe{\x00}\x00",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_closes(
    client: TestClient,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    damage: str,
) -> None:
    monkeypatch.setattr("api.key_ring.LOOK_EVERY_S", 0.0)
    path = settings.api_keys
    assert status_of(client) == (200, None)
    key, _ = add(path, "one", ["read"], DAY)
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[damage])
    for _ in range(2):
        assert status_of(client) == (503, "api_keys_unreadable")
        assert status_of(client, key) == (503, "api_keys_unreadable")
    assert client.get("/healthz").status_code == 200
    assert sum("api_keys_unreadable" in record.getMessage() for record in caplog.records) == 1
    path.write_bytes(whole)
    assert status_of(client, key) == (200, None)
    assert status_of(client) == (401, "api_key_missing")


def test_a_folder_in_the_files_place_closes(settings: Settings) -> None:
    publish_now(settings)
    settings.api_keys.mkdir()
    with TestClient(create_app(settings)) as client:
        response = client.get("/items")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert response.json()["detail"].startswith("api_keys.json: ")


def test_a_key_pasted_into_the_file_is_not_shown(
    client: TestClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    key = new_key()
    entry = f'{{"name":"a","scopes":["read"],"created":"2026-11-25","sha256":"{key}"}}'
    settings.api_keys.write_text(f'{{"format":1,"keys":[{entry}]}}', "utf-8")
    response = client.get("/items")
    assert response.status_code == 503
    assert "keys.0.sha256" in response.json()["detail"]
    assert key not in response.text + caplog.text


def test_no_file_is_made_by_reading(client: TestClient, settings: Settings, tmp_path: Path) -> None:
    assert client.get("/items").status_code == 200
    assert not settings.api_keys.exists()
    assert not list(tmp_path.glob("api_keys*"))
