"""New data shows, unchanged data does not, and the ERP's folder stays as it was."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, walk
from tests.reference import reference_rows
from tools.publisher.publisher import Publisher


def fingerprint(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Name, mtime and content of every file, and the mtime of the folder."""
    found = {
        path.name: (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
        for path in folder.iterdir()
    }
    found["."] = (folder.stat().st_mtime_ns, 0, b"")
    return found


def rename_over(live: Path, fresh: Path) -> None:
    fresh.replace(live)


def overwrite(live: Path, fresh: Path) -> None:
    shutil.copyfile(fresh, live)


def refill(live: Path, fresh: Path) -> None:
    with closing(sqlite3.connect(live)) as db, db:
        db.execute("ATTACH ? AS fresh", (str(fresh),))
        db.execute("DELETE FROM main.production_records")
        db.execute("INSERT INTO main.production_records SELECT * FROM fresh.production_records")


def wal_refill(live: Path, fresh: Path) -> None:
    with closing(sqlite3.connect(live)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    refill(live, fresh)


@pytest.mark.parametrize("change", [rename_over, overwrite, refill, wal_refill])
def test_changed_file_is_published(
    client: TestClient, settings: Settings, tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    publisher.open()
    before = client.get("/records").headers["x-data-version"]
    assert publisher.manifest is not None
    fresh = make_source(tmp_path / "fresh.db", erp_rows(2026, 450, 31))
    change(settings.live_db, fresh)
    publisher.poll()
    publisher.poll()
    after = client.get("/records")
    assert after.headers["x-data-version"] not in (before, "")
    assert after.headers["x-data-version"] == publisher.manifest.version
    expected = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    assert walk(client, limit=1_000) == list(expected)
    publisher.close()


def test_touch_and_equal_refill_publish_nothing(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    publisher.open()
    publisher.poll()
    assert publisher.manifest is not None
    version, published_at = publisher.manifest.version, publisher.manifest.published_at
    files = sorted(path.name for path in settings.partitions_dir.iterdir())

    os.utime(settings.live_db)
    publisher.poll()
    publisher.poll()
    copy = tmp_path / "copy.db"
    shutil.copyfile(settings.live_db, copy)
    refill(settings.live_db, copy)
    publisher.poll()
    publisher.poll()

    assert (publisher.manifest.version, publisher.manifest.published_at) == (version, published_at)
    assert sorted(path.name for path in settings.partitions_dir.iterdir()) == files
    assert client.get("/records").headers["x-data-version"] == version
    publisher.close()


@pytest.mark.usefixtures("client")
def test_unchanged_archives_are_neither_copied_nor_built_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    publisher.open()
    assert publisher.manifest is not None
    archives = publisher.manifest.partitions[1:]
    copied: list[str] = []
    original = shutil.copyfile

    def counted(source: Path, target: Path) -> object:
        copied.append(Path(source).name)
        return original(source, target)

    monkeypatch.setattr("tools.publisher.snapshot.shutil.copyfile", counted)
    make_source(settings.live_db, erp_rows(2026, 444, 8))
    publisher.poll()
    publisher.poll()
    assert [name for name in copied if name.endswith(".db")] == ["production_analysis.db"]
    assert publisher.manifest.partitions[1:] == archives
    publisher.close()


def test_the_erps_folder_is_untouched(settings: Settings) -> None:
    folder = settings.live_db.parent
    before = fingerprint(folder)
    publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    publisher.open()
    for _ in range(5):
        publisher.poll()
    assert publisher.manifest is not None
    publisher.close()
    assert fingerprint(folder) == before
