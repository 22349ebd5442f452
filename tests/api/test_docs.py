"""`/docs` works without a network: nothing on the page comes from another host."""

import re

import pytest
from starlette.testclient import TestClient

from tests.reference import Reference

Plant = tuple[TestClient, Reference]
FILES = {
    "/docs": "text/html; charset=utf-8",
    "/docs/docs.js": "text/javascript; charset=utf-8",
    "/docs/docs.css": "text/css; charset=utf-8",
    "/docs/icon.svg": "image/svg+xml",
}


@pytest.mark.parametrize(("path", "kind"), FILES.items())
def test_the_page_is_ours_alone(plant: Plant, path: str, kind: str) -> None:
    response = plant[0].get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    outside = r"(?:href|src|url|fetch)\W{1,3}(?:https?:)?//|@import|innerHTML|eval\("
    assert not re.search(outside, response.text)


def test_what_the_page_refers_to_exists(plant: Plant) -> None:
    html = plant[0].get("/docs").text
    for target in set(re.findall(r'(?:href|src)="([^"#]+)"', html)):
        assert plant[0].get(f"/{target}").status_code == 200, target


def test_frameworks_own_pages_are_off(plant: Plant) -> None:
    assert plant[0].get("/redoc").status_code == 404
    assert "cdn" not in plant[0].get("/docs").text
