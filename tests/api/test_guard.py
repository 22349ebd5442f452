"""Foreign hosts, long addresses and large bodies, as a client sees them."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.reference import Reference

Plant = tuple[TestClient, Reference]
KB = 1024


def test_a_foreign_host_reads_nothing(plant: Plant) -> None:
    for path in ("/records", "/livez", "/docs"):
        response = plant[0].get(path, headers={"Host": "evil.example"})
        body = response.json()
        assert (response.status_code, body["code"]) == (421, "host_not_allowed")
        assert response.headers["content-type"] == "application/problem+json"
        assert "HUB_ALLOWED_HOSTS" in body["hint"]
        assert "HUB_ALLOWED_HOSTS" in body["hint_ko"]
        assert body["request_id"] == response.headers["x-request-id"]
    assert plant[0].get("/livez", headers={"Host": "192.168.3.4:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/records?q=" + "x" * (8 * KB), 414, "uri_too_long"),
        ("/records/" + "x" * (9 * KB), 414, "uri_too_long"),
        ("/records?q=" + "x" * 8_000, 422, "invalid_query"),
    ],
    ids=["query", "path", "just short enough"],
)
def test_long_addresses(plant: Plant, path: str, status: int, code: str) -> None:
    response = plant[0].get(path)
    assert (response.status_code, response.json()["code"]) == (status, code)


def pieces(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * KB


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"x" * (64 * KB), 405, "method_not_allowed"),
        (b"x" * (64 * KB + 1), 413, "body_too_large"),
        (pieces(64), 405, "method_not_allowed"),
        (pieces(65), 413, "body_too_large"),
        (b"", 405, "method_not_allowed"),
    ],
    ids=["64 KB", "more", "64 KB in pieces", "more in pieces", "none"],
)
def test_bodies_over_64_kb(
    plant: Plant, body: bytes | Iterator[bytes], status: int, code: str
) -> None:
    response = plant[0].post("/records", content=body)
    assert (response.status_code, response.json()["code"]) == (status, code)


@pytest.mark.parametrize("path", ["/records", "/records?limit=x", "/nope", "/docs", "/metrics"])
def test_no_answer_is_sniffed(plant: Plant, path: str) -> None:
    for _ in range(2):
        assert plant[0].get(path).headers.get_list("x-content-type-options") == ["nosniff"]
