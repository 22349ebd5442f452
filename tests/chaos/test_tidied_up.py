"""Somebody deletes or damages what is published, under a running publisher and a running API."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from shared.db.manifest import read_manifest
from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY
from tools.publisher.publisher import Publisher

pytestmark = pytest.mark.chaos


@pytest.fixture
def publisher(settings: Settings) -> Iterator[Publisher]:
    one = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    one.open()
    for _ in range(3):
        one.poll()
    yield one
    one.close()


def delete_partition(settings: Settings, name: str) -> None:
    path = next(settings.partitions_dir.glob(f"{name}-*"))
    path.unlink()


def delete_everything(settings: Settings) -> None:
    for path in [path for path in settings.data_dir.rglob("*") if path.is_file()]:
        path.unlink()


DAMAGES: dict[str, Callable[[Settings], object]] = {
    "manifest deleted": lambda s: s.manifest_path.unlink(),
    "manifest half": lambda s: s.manifest_path.write_bytes(s.manifest_path.read_bytes()[:200]),
    "manifest text": lambda s: s.manifest_path.write_text("hello"),
    "manifest of a later format": lambda s: s.manifest_path.write_text('{"format": 99}'),
    "live partition deleted": lambda s: delete_partition(s, "live"),
    "archive partition deleted": lambda s: delete_partition(s, "archive_2025"),
    "history deleted": lambda s: (s.data_dir / "history.json").unlink(),
    "everything deleted": delete_everything,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_running_readers_notice_nothing_and_it_comes_back(
    publisher: Publisher,
    client: TestClient,
    settings: Settings,
    damage: Callable[[Settings], object],
) -> None:
    assert publisher.manifest is not None
    version = publisher.manifest.version
    before = client.get("/records?limit=2000")
    assert before.headers["x-data-version"] == version

    damage(settings)
    during = client.get("/records?limit=1999")
    assert (during.status_code, during.headers["x-data-version"]) == (200, version)

    for _ in range(3):
        publisher.poll()
    assert read_manifest(settings.manifest_path).version == version
    names = {path.name for path in settings.partitions_dir.iterdir()}
    assert {part.file for part in publisher.manifest.partitions} <= names
    after = client.get("/records?limit=2000&date_from=2000-01-01")
    assert after.json()["data"] == before.json()["data"]
