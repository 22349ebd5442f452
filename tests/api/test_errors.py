"""Bad requests: always 4xx, one shape, the parameter named, what to do next."""

import base64
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.cursors import Cursor
from shared.settings import Settings
from tests.reference import Reference

Plant = tuple[TestClient, Reference]


def token(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


GOOD: dict[str, Any] = {"d": "2026-01-20 10:00:00", "src": "live", "id": 5, "f": "00000000"}
CURSORS = {
    "garbage": "garbage!!",
    "not ascii": "한글",
    "not json": token(b"\xff\xfe"),
    "a list": token([1, 2]),
    "a number": token(7),
    "key missing": token({"d": "2026-01-20 10:00:00", "id": 5}),
    "extra key": token({**GOOD, "x": 1}),
    "id is text": token({**GOOD, "id": "5"}),
    "id too large": token({**GOOD, "id": 2**63}),
    "id infinite": token(b'{"d":"2026-01-20 10:00:00","src":"live","id":1e400,"f":"00000000"}'),
    "date is no date": token({**GOOD, "d": "x"}),
    "lone surrogate": token(b'{"d":"\\ud800","src":"live","id":5,"f":"00000000"}'),
    "too long": "A" * 5_000,
    "other filters": Cursor(**GOOD).encode(),
}
BAD_REQUESTS = [
    *[("/records", {"cursor": value}, "cursor") for value in CURSORS.values()],
    ("/records", {"limit": 0}, "limit"),
    ("/records", {"limit": -1}, "limit"),
    ("/records", {"limit": 5_001}, "limit"),
    ("/records", {"limit": 2**70}, "limit"),
    ("/records", {"limit": "many"}, "limit"),
    ("/records", {"limit": [1, 2]}, "limit"),
    ("/records/BW0021", {"date_to": ["2026-01-01", "2026-01-01"]}, "date_to"),
    ("/records/export", {"format": ["csv", "ndjson"]}, "format"),
    ("/healthz", {"x": [1, 2]}, "x"),
    ("/records", {"year": 2026}, "year"),
    ("/records", {"offset": 10}, "offset"),
    ("/records", {"date_from": "2026-13-01"}, "date_from"),
    ("/records", {"date_from": "2026-02-30"}, "date_from"),
    ("/records", {"date_to": "0"}, "date_to"),
    ("/records", {"date_to": "20260120"}, "date_to"),
    ("/records", {"date_to": "0000-01-01"}, "date_to"),
    ("/records", {"date_to": "２０２６-01-01"}, "date_to"),
    ("/records", {"date_from": "2026-02-01", "date_to": "2026-01-01"}, "date_from"),
    ("/records", {"min_quantity": "nan"}, "min_quantity"),
    ("/records", {"min_quantity": "1e400"}, "min_quantity"),
    ("/records", {"min_quantity": 5, "max_quantity": 4}, "min_quantity"),
    ("/records", {"q": ""}, "q"),
    ("/records", {"q": "x" * 101}, "q"),
    ("/records", {"q": "a\0b"}, "q"),
    ("/records", {"item_code": [f"x{n}" for n in range(101)]}, "item_code"),
    ("/summary/totals", {"group_by": "hour"}, "group_by"),
    ("/summary/monthly_by_item", {"year_month": "2026-13"}, "year_month"),
    ("/summary/monthly_by_item", {"year_month": "0000-01"}, "year_month"),
    ("/summary/monthly_by_item", {"year_month": "2026-1"}, "year_month"),
    ("/summary/by_item", {"limit": 0}, "limit"),
    ("/items", {"Q": "x"}, "Q"),
    ("/healthz", {"verbose": 1}, "verbose"),
]


@pytest.mark.parametrize(
    ("path", "params", "parameter"), BAD_REQUESTS, ids=[str(case)[:70] for case in BAD_REQUESTS]
)
def test_bad_parameter(plant: Plant, path: str, params: dict[str, Any], parameter: str) -> None:
    client, _ = plant
    response = client.get(path, params=params)
    body = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert body["status"] == 422
    assert body["code"] == "invalid_query"
    assert body["hint"]
    assert body["request_id"] == response.headers["x-request-id"]
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert body["errors"][0]["detail"]
    assert parameter in body["detail"]


def test_unknown_parameter_suggests_the_nearest(plant: Plant) -> None:
    client, _ = plant
    body = client.get("/records", params={"date_form": "2026-01-01"}).json()
    assert body["errors"][0]["detail"] == "unknown parameter; did you mean date_from?"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, "route_not_found"),
        ("GET", "/records/NO-SUCH-ITEM", 404, "item_not_found"),
        ("DELETE", "/records", 405, "method_not_allowed"),
        ("POST", "/healthz", 405, "method_not_allowed"),
    ],
)
def test_framework_errors_have_the_same_shape(
    plant: Plant, method: str, path: str, status: int, code: str
) -> None:
    client, _ = plant
    response = client.request(method, path)
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert path in body["detail"] or "NO-SUCH-ITEM" in body["detail"]
    assert body["hint"]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2262-04-11"])
def test_far_days_are_no_error(plant: Plant, day: str) -> None:
    client, reference = plant
    before = client.get("/summary/totals", params={"date_to": day}).json()
    expected = len([row for row in reference.rows if row["production_date"][:10] <= day])
    assert before["total"]["batch_count"] == expected
    assert client.get("/records", params={"date_from": day}).status_code == 200


@pytest.mark.parametrize("text", ["%", "_", "%%", "103%", "_950", "\\", "'", "%' OR 1=1 --"])
def test_special_characters_stand_for_themselves(plant: Plant, text: str) -> None:
    client, reference = plant
    expected = [
        row
        for row in reference.rows
        if any(text in (row[name] or "") for name in ("item_code", "item_name", "lot_number"))
    ]
    body = client.get("/records", params={"q": text, "limit": 5_000}).json()
    assert body["data"] == expected


def test_a_bug_is_a_500_in_the_same_shape(settings: Settings, monkeypatch: Any) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.routers.health.state_response", broken)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        response = client.get("/livez")
    assert response.status_code == 500
    assert response.json()["request_id"] == response.headers["x-request-id"]
    assert "secret" not in response.text


@pytest.mark.parametrize("path", ["/records", "/items", "/summary/totals", "/healthz", "/readyz"])
def test_nothing_published_is_a_503_with_a_hint(settings: Settings, path: str) -> None:
    with TestClient(create_app(settings)) as client:
        response = client.get(path)
        assert client.get("/livez").status_code == 200
        status = client.get("/status")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert response.json()["code"] == "nothing_published"
    assert "tools.watcher" in response.json()["hint"]
    assert status.json()["version"] is None
    assert {p["code"] for p in status.json()["problems"]} == {"nothing_published", "watcher_silent"}
