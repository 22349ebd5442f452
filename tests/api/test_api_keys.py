"""Who is let in: every address with every kind of key."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.api_keys import Scope, new_key
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now
from tests.waiting import until
from tools.keys.commands import add

DAY = date(2026, 11, 25)
OWNERS: dict[str, list[Scope]] = {
    "reader": ["read"],
    "chatter": ["chat"],
    "watcher": ["admin"],
    "boss": ["read", "chat", "admin"],
}
OPEN = dict.fromkeys(("none", "unknown", "cut off", *OWNERS), 200)
READ = {"none": 401, "unknown": 401, "cut off": 401,
        "reader": 200, "chatter": 403, "watcher": 403, "boss": 200}  # fmt: skip
ADMIN = {**READ, "reader": 403, "watcher": 200}
TABLE: dict[str, dict[str, int]] = {
    "/livez": OPEN,
    "/readyz": OPEN,
    "/healthz": OPEN,
    "/docs": OPEN,
    "/docs/docs.js": OPEN,
    "/openapi.json": OPEN,
    "/records?limit=1": READ,
    "/records/BW0021": READ,
    "/records/export?limit=1": READ,
    "/items": READ,
    "/summary/totals": READ,
    "/overview": READ,
    "/quality": READ,
    "/quality/rejected": READ,
    "/status": READ,
    "/metrics": ADMIN,
    "/nope": {**READ, "reader": 404, "boss": 404},
    "/healthz/": {**READ, "reader": 307, "boss": 307},
    "/records?limit=x": {**READ, "reader": 422, "boss": 422},
    "/chat/status": {**READ, "reader": 403, "chatter": 200},
    "/chat/nope": {**READ, "reader": 403, "chatter": 404, "boss": 404},
    "/chatter": {**READ, "reader": 404, "boss": 404},
}

Door = tuple[TestClient, dict[str, str]]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A hub with a key of each kind, and the keys by their owners."""
    folder = tmp_path_factory.mktemp("door")
    make_plant_files(folder)
    settings = plant_settings(folder)
    publish_now(settings)
    keys = {name: add(settings.api_keys, name, scopes, DAY)[0] for name, scopes in OWNERS.items()}
    keys |= {"unknown": new_key(), "cut off": keys["boss"][:-1]}
    with TestClient(
        create_app(settings), raise_server_exceptions=False, follow_redirects=False
    ) as one:
        yield one, keys


def sent(door: Door, owner: str) -> dict[str, str]:
    return {"X-API-Key": door[1][owner]} if owner in door[1] else {}


@pytest.mark.parametrize("path", TABLE)
@pytest.mark.parametrize("owner", OPEN)
def test_every_address_with_every_key(door: Door, path: str, owner: str) -> None:
    for method in ("GET", "HEAD"):
        response = door[0].request(method, path, headers=sent(door, owner))
        assert response.status_code == TABLE[path][owner]


def test_a_kept_answer_is_given_to_nobody_without_a_key(door: Door) -> None:
    kept = door[0].get("/items", headers=sent(door, "boss"))
    again = {"If-None-Match": kept.headers["etag"]}
    assert door[0].get("/items", headers={**sent(door, "boss"), **again}).status_code == 304
    for owner, status in (("none", 401), ("unknown", 401), ("watcher", 403)):
        response = door[0].get("/items", headers={**sent(door, owner), **again})
        assert (response.status_code, response.headers.get("etag")) == (status, None)


@pytest.mark.parametrize(
    ("header", "text", "status"),
    [
        ("Authorization", "Bearer {}", 200),
        ("authorization", "bearer   {}", 200),
        ("X-API-Key", "{}", 200),
        ("Authorization", "Basic {}", 401),
        ("Authorization", "{}", 401),
        ("X-API-Key", "Bearer {}", 401),
        ("X-API-Key", "{}x", 401),
        ("X-API-Key", "", 401),
        ("X-API-Key", "\u00e9" * 47, 401),
        ("Cookie", "key={}", 401),
    ],
)
def test_ways_to_send_a_key(door: Door, header: str, text: str, status: int) -> None:
    value = text.format(door[1]["reader"]).encode("latin-1")
    assert door[0].get("/items", headers={header.encode(): value}).status_code == status


def test_a_key_in_the_address_opens_nothing(door: Door) -> None:
    for name in ("api_key", "key", "access_token"):
        assert door[0].get("/items", params={name: door[1]["boss"]}).status_code == 401


def test_another_authorization_does_not_hide_the_key(door: Door) -> None:
    headers = {"Authorization": "Basic dTpw", "X-API-Key": door[1]["reader"]}
    assert door[0].get("/items", headers=headers).status_code == 200
    headers["Authorization"] = f"Bearer {door[1]['unknown']}"
    assert door[0].get("/items", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("owner", "code", "challenge"),
    [
        ("none", "api_key_missing", ""),
        ("unknown", "api_key_unknown", ', error="invalid_token"'),
        ("chatter", "scope_missing", ', error="insufficient_scope"'),
    ],
)
def test_a_refusal_says_what_to_do(door: Door, owner: str, code: str, challenge: str) -> None:
    response = door[0].get("/items", headers=sent(door, owner))
    body = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["www-authenticate"] == f'Bearer realm="Production Data Hub"{challenge}'
    assert response.headers["cache-control"] == "no-store"
    assert (body["code"], body["status"]) == (code, response.status_code)
    assert body["request_id"] == response.headers["x-request-id"]
    assert "tools.keys" in body["hint"]
    assert "tools.keys" in body["hint_ko"]


def test_no_key_is_in_any_log_line_or_body(
    door: Door, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    for path in TABLE:
        for key in door[1].values():
            for headers in ({"X-API-Key": key}, {"Authorization": f"Bearer {key}"}):
                response = door[0].get(path, params={"api_key": key}, headers=headers)
                # A redirect repeats the address that was asked for, whatever is in it.
                response.headers.pop("location", None)
                seen += [response.text, str(response.headers)]
    lines = [record.getMessage() for record in caplog.records if record.name != "httpx2"]
    # The access log is written some lines at a time, past `logging`.
    lines.append(until(lambda: capsys.readouterr().err, "the access log"))
    assert "/records" in lines[-1]
    text = "\n".join([*seen, *lines])
    assert not [owner for owner, key in door[1].items() if key[:-1] in text]
    assert "hub_" not in "\n".join(lines)


def test_the_document_names_the_ways_in(door: Door) -> None:
    document = door[0].get("/openapi.json").json()
    assert set(document["components"]["securitySchemes"]) == {"bearer", "header"}
    records = document["paths"]["/records"]["get"]
    assert records["security"] == [{}, {"bearer": []}, {"header": []}]
    assert {"401", "403", "429"} <= set(records["responses"])
    assert "security" not in document["paths"]["/healthz"]["get"]
