"""A published plant and an API over it: real files, the real publisher, the real app."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.db.manifest import Manifest
from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.reference import Reference, reference_rows
from tools.publisher.pipeline import publish

SNAPSHOT_DAY = date(2026, 11, 23)


def plant_settings(folder: Path, **changes: Any) -> Settings:
    """Settings of a plant in `folder`, untouched by the environment of whoever runs the tests."""
    defaults: dict[str, Any] = {
        "live_db": folder / "database" / "production_analysis.db",
        "archive_dbs": str(folder / "database" / "archive_*.db"),
        "data_dir": folder / "data",
        "log_dir": folder / "logs",
        "api_keys": folder / "api_keys.json",
        "settle_s": 0,
        # Nobody's real key is spent by a test.
        "gemini_api_key": None,
        "gemini_base_url": "",
    }
    return Settings(_env_file=None, **(defaults | changes))


def make_plant_files(folder: Path, *, rows: int = 400) -> None:
    """Live file with December leftovers, two archives, every date format, rows to reject."""
    database = folder / "database"
    live = erp_rows(2026, rows, 1, last=date(2026, 11, 20))
    leftovers = erp_rows(2025, 20, 4, first=date(2025, 12, 20))
    renumbered = [row._replace(id=None) for row in [*leftovers, *live]]
    make_source(database / "production_analysis.db", renumbered)
    make_source(database / "archive_2025.db", erp_rows(2025, rows, 2))
    make_source(database / "archive_2024.db", erp_rows(2024, rows // 2, 3))


def publish_now(settings: Settings, current: Manifest | None = None) -> Manifest:
    """Publish what is there; every source must be good."""
    outcome = publish(settings, current, SNAPSHOT_DAY)
    assert outcome.rejections == {}
    assert outcome.manifest is not None
    return outcome.manifest


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    make_plant_files(tmp_path)
    return plant_settings(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    publish_now(settings)
    with TestClient(create_app(settings), raise_server_exceptions=False) as one:
        yield one


@pytest.fixture
def reference(settings: Settings) -> Reference:
    return reference_rows(settings.sources(), SNAPSHOT_DAY)


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Reference]]:
    """For tests that only read: one published plant for all of a module."""
    folder = tmp_path_factory.mktemp("plant")
    make_plant_files(folder, rows=1_500)
    settings = plant_settings(folder)
    publish_now(settings)
    with TestClient(create_app(settings), raise_server_exceptions=False) as one:
        yield one, reference_rows(settings.sources(), SNAPSHOT_DAY)


Walk = Callable[..., list[dict[str, Any]]]


def walk(client: TestClient, path: str = "/records", **params: Any) -> list[dict[str, Any]]:
    """All rows of all pages."""
    rows: list[dict[str, Any]] = []
    while True:
        response = client.get(path, params=params)
        assert response.status_code == 200, response.text
        page = response.json()
        assert page["count"] == len(page["data"])
        assert page["has_more"] == (page["next_cursor"] is not None)
        rows += page["data"]
        if page["next_cursor"] is None:
            return rows
        params["cursor"] = page["next_cursor"]
