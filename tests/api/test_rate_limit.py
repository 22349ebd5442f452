"""The request budget, as clients meet it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.settings import Settings
from tests.api.asgi import Exchange
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now
from tools.keys.commands import add

DAY = date(2026, 11, 25)
POLICY = '"per-3600s";q=3;w=3600'


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("budget")
    make_plant_files(folder)
    publish_now(plant_settings(folder))
    return folder


@pytest.fixture
def limited(published: Path, tmp_path: Path) -> Settings:
    return plant_settings(published, rate_limit="3/hour", api_keys=tmp_path / "api_keys.json")


@contextmanager
def client_of(settings: Settings, address: str = "10.0.0.7") -> Iterator[TestClient]:
    app = create_app(settings)
    with TestClient(app, raise_server_exceptions=False, client=(address, 5)) as one:
        yield one


def test_off_by_default(client: TestClient) -> None:
    response = client.get("/items")
    assert not [name for name in response.headers if name.startswith("ratelimit")]


def test_hits_and_304s_count_and_the_fourth_is_refused(limited: Settings) -> None:
    with client_of(limited) as client:
        first = client.get("/items")
        hit = client.get("/items")
        same = client.get("/items", headers={"If-None-Match": first.headers["etag"]})
        refused = client.get("/items")
    answers = [first, hit, same, refused]
    assert [each.status_code for each in answers] == [200, 200, 304, 429]
    assert [each.headers["ratelimit-policy"] for each in answers] == [POLICY] * 4
    left = [each.headers["ratelimit"].split(";t=") for each in answers]
    assert [each[0] for each in left] == [f'"per-3600s";r={n}' for n in (2, 1, 0, 0)]
    assert refused.headers["retry-after"] == left[3][1]
    assert 3_500 < int(left[3][1]) <= 3_600


def test_a_refusal_is_a_problem_in_both_languages(limited: Settings) -> None:
    with client_of(limited) as client:
        for _ in range(3):
            client.get("/nope")
        response = client.get("/records", params={"limit": 1})
    body = response.json()
    assert (body["status"], body["code"]) == (429, "too_many_requests")
    assert response.headers["content-type"] == "application/problem+json"
    assert "Retry-After" in body["hint"]
    assert "Retry-After" in body["hint_ko"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/healthz"])
def test_health_is_never_limited(limited: Settings, path: str) -> None:
    with client_of(limited) as client:
        answers = [client.get(path) for _ in range(5)]
        assert client.get("/items").headers["ratelimit"].startswith('"per-3600s";r=2;')
    assert {each.status_code for each in answers} == {200}
    assert not [each for each in answers if "ratelimit" in each.headers]


def test_an_event_stream_is_one_request(limited: Settings) -> None:
    async def listen() -> Exchange:
        stream = Exchange("/events")

        async def leave(_: bytes) -> None:
            stream.hang_up()

        stream._on_piece = leave
        return await stream.run(create_app(limited))

    stream = asyncio.run(listen())
    assert stream.status == 200
    assert stream.headers["ratelimit"].startswith('"per-3600s";r=2;')


def test_each_address_has_its_own_budget(limited: Settings) -> None:
    app = create_app(limited)
    for address in ("10.0.0.7", "10.0.0.8", "2001:db8::1", "2001:db8:0:1::1"):
        client = TestClient(app, client=(address, 5))
        assert [client.get("/items").status_code for _ in range(4)] == [200, 200, 200, 429]
    neighbour = TestClient(app, client=("2001:db8::2", 5))
    assert neighbour.get("/items").status_code == 429


def test_each_key_has_its_own_budget_from_any_address(limited: Settings) -> None:
    keys = [add(limited.api_keys, name, ["read"], DAY)[0] for name in ("one", "two")]
    app = create_app(limited)
    here, there = (TestClient(app, client=(text, 5)) for text in ("10.0.0.7", "10.0.0.8"))
    for key in keys:
        headers = {"X-API-Key": key}
        answers = [each.get("/items", headers=headers) for each in (here, there, here, there)]
        assert [each.status_code for each in answers] == [200, 200, 200, 429]


def test_who_has_no_key_uses_up_the_addresss_budget(limited: Settings) -> None:
    key, _ = add(limited.api_keys, "one", ["read"], DAY)
    with client_of(limited) as client:
        answers = [client.get("/items") for _ in range(4)]
        assert [each.status_code for each in answers] == [401, 401, 401, 429]
        assert "www-authenticate" not in answers[3].headers
        assert client.get("/items", headers={"X-API-Key": key}).status_code == 200
