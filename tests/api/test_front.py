"""ETag, HEAD and the byte cache, as a client sees them."""

import asyncio
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.repositories.records import RecordRepository
from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import publish_now

DATA_PATHS = [
    "/records?limit=5",
    "/records/BW0021?limit=5",
    "/items",
    "/overview",
    "/summary/totals?group_by=month",
    "/summary/monthly_total",
    "/summary/by_item",
    "/summary/monthly_by_item",
]


@pytest.mark.parametrize("path", DATA_PATHS)
def test_not_modified_until_a_new_version(
    client: TestClient, settings: Settings, path: str
) -> None:
    first = client.get(path)
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get(path, headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["x-data-version"] == first.headers["x-data-version"]

    make_source(settings.live_db, erp_rows(2026, 500, 77))
    manifest = publish_now(settings)
    changed = client.get(path, headers=tag)
    assert changed.status_code == 200
    assert changed.headers["x-data-version"] == manifest.version


@pytest.mark.parametrize("path", DATA_PATHS)
def test_head_is_get_without_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


def test_a_wrong_url_is_never_not_modified(client: TestClient) -> None:
    tag = client.get("/records").headers["etag"]
    response = client.get("/records?nonsense=1", headers={"If-None-Match": tag})
    assert response.status_code == 422


def test_a_hit_runs_no_sql_and_parameter_order_does_not_matter(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/records?limit=3&date_from=2026-01-01")

    def no_sql(*_: object) -> None:
        raise AssertionError("a hit must not reach the repository")

    monkeypatch.setattr(RecordRepository, "page", no_sql)
    again = client.get("/records?date_from=2026-01-01&limit=3")
    assert (again.status_code, again.content) == (200, first.content)
    assert client.get("/records?limit=4").status_code == 500


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("item_code=BW0021&limit=3", "limit=3&item_code=%42W%30021"),
        ("q=%EC%99%80&limit=2", "limit=2&q=%ec%99%80"),
    ],
)
def test_spellings_of_one_query_share_an_answer(client: TestClient, one: str, other: str) -> None:
    first = client.get(f"/records?{one}")
    hits = client.get("/status").json()["cache"]["hits"]
    assert client.get(f"/records?{other}").content == first.content
    assert client.get("/status").json()["cache"]["hits"] == hits + 1


def test_a_repeated_parameter_is_refused_whoever_asked_before(client: TestClient) -> None:
    assert client.get("/records?limit=2").json()["count"] == 2
    for query in ("limit=1&limit=2", "limit=2&limit=2"):
        assert client.get(f"/records?{query}").status_code == 422


def test_errors_are_never_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(RecordRepository, "page", lambda *_: 1 / 0)
        assert client.get("/records?limit=9").status_code == 500
    assert client.get("/records?limit=9").status_code == 200


def test_equal_requests_at_once_are_computed_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(settings)
    app = create_app(settings)
    original = RecordRepository.page
    computed: list[int] = []

    def counted(self: RecordRepository, query: Any) -> Any:
        computed.append(1)
        return original(self, query)

    monkeypatch.setattr(RecordRepository, "page", counted)

    async def ask() -> tuple[int, bytes]:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "path": "/records", "raw_path": b"/records", "root_path": "", "scheme": "http",
            "query_string": b"limit=100", "headers": [], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }  # fmt: skip
        await app(scope, receive, send)
        return sent[0]["status"], sent[1]["body"]

    async def burst() -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(ask() for _ in range(20)))

    answers = asyncio.run(burst())
    assert len(computed) == 1
    assert {status for status, _ in answers} == {200}
    assert len({body for _, body in answers}) == 1


def test_request_ids_are_kept_or_made(client: TestClient) -> None:
    assert (
        client.get("/livez", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    )
    made = client.get("/livez", headers={"X-Request-ID": "bad\nid"}).headers["x-request-id"]
    assert made not in ("", "bad\nid")


def test_a_new_version_empties_the_cache(client: TestClient, settings: Settings) -> None:
    for limit in range(1, 30):
        client.get(f"/records?limit={limit}")
    assert client.get("/status").json()["cache"]["responses"] == 29
    make_source(settings.live_db, erp_rows(2026, 500, 78))
    publish_now(settings)
    client.get("/records?limit=1")
    assert client.get("/status").json()["cache"]["responses"] == 1
