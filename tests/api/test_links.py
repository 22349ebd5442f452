"""Whoever follows `Link` sees the same pages as whoever follows `next_cursor`."""

import re

import pytest
from starlette.testclient import TestClient

from tests.hub_fixtures import walk
from tests.reference import Reference

Plant = tuple[TestClient, Reference]


def next_address(link: str | None) -> str | None:
    if link is None:
        return None
    found = re.fullmatch(r'<(/[^<>\s]+)>; rel="next"', link)
    assert found is not None, link
    return found[1]


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/records", {"limit": 400, "date_from": "2026-01-01"}),
        ("/records", {"limit": 50, "q": "21"}),
        ("/records/BW0021", {"limit": 5}),
    ],
)
def test_following_links_gives_all_rows(plant: Plant, path: str, params: dict[str, str]) -> None:
    client, _ = plant
    rows = []
    response = client.get(path, params=params)
    pages = 0
    while True:
        pages += 1
        rows += response.json()["data"]
        address = next_address(response.headers.get("link"))
        assert (address is None) == (response.json()["next_cursor"] is None)
        if address is None:
            break
        assert address.startswith(f"{path}?")
        assert address.count("cursor=") == 1
        response = client.get(address)
        assert response.status_code == 200
    assert rows == walk(client, path, **params)
    assert pages > 1


def test_korean_parameters_stay_what_they_are(plant: Plant) -> None:
    client, _ = plant
    response = client.get("/records", params={"q": "브레이크", "limit": 1})
    address = next_address(response.headers["link"])
    assert address is not None
    assert address.isascii()
    assert client.get(address).json()["count"] == 1
