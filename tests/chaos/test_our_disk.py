"""Our own disk and folder in trouble: the last version is served, the reason is said, it heals."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared import files
from shared.settings import Settings
from tests.chaos.mounts import read_only, small_disk
from tests.chaos.publisher_process import environment, publish_once
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tools.publisher import snapshot
from tools.publisher.publisher import FIRST_RETRY_S, Publisher

pytestmark = pytest.mark.chaos

SMALL_DISK_MB = 12


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def opened(settings: Settings, clock: Callable[[], float] | None = None) -> Iterator[Publisher]:
    """A publisher that has looked twice and published what there is."""
    publisher = Publisher(settings, monotonic=clock or Clock(), today=lambda: SNAPSHOT_DAY)
    publisher.open()
    try:
        publisher.poll()
        publisher.poll()
        yield publisher
    finally:
        publisher.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "small", SMALL_DISK_MB) as folder:
        yield folder


def fill(folder: Path, leave: int) -> Path:
    """Take all free bytes but `leave`."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        free = os.statvfs(folder)
        file.write(b"\0" * max(0, free.f_bavail * free.f_frsize - leave))
    return ballast


@pytest.mark.parametrize(
    "leave", [0.0, 0.5, 1.5, 2.4], ids=["full", "in the copy", "in the staging", "in the build"]
)
def test_disk_full(
    tmp_path: Path, disk: Path, leave: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`leave` is in sizes of the source: it is the disk itself that says no, at each stage."""
    make_plant_files(tmp_path, rows=4_000)
    settings = plant_settings(tmp_path, data_dir=disk / "data")
    monkeypatch.setattr(snapshot, "DISK_FACTOR", 0.0)
    clock = Clock()
    with opened(settings, clock) as publisher, TestClient(create_app(settings)) as client:
        assert publisher.manifest is not None
        version = publisher.manifest.version
        before = client.get("/records?limit=5000").content
        make_source(settings.live_db, erp_rows(2026, 4_500, 5))
        ballast = fill(disk, int(settings.live_db.stat().st_size * leave))
        for _ in range(4):
            publisher.poll()
            clock.now += FIRST_RETRY_S
        assert publisher.failure is not None
        assert publisher.failure.code == "disk_full"
        assert publisher.manifest.version == version
        assert client.get("/records?limit=5000").content == before

        ballast.unlink()
        clock.now += 600
        publisher.poll()
        publisher.poll()
        assert publisher.failure is None
        assert publisher.manifest.version != version
        assert client.get("/records").headers["x-data-version"] == publisher.manifest.version


def test_too_little_space_is_noticed_before_the_copy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "DISK_FACTOR", 1e12)
    with opened(settings) as publisher:
        assert publisher.failure is not None
        assert publisher.failure.code == "disk_full"
        assert "needed" in publisher.failure.detail
        assert list(settings.work_dir.iterdir()) == []


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Readers go on; a publisher says which folder and what to do, without a traceback."""
    make_plant_files(tmp_path)
    settings = plant_settings(tmp_path)
    manifest = publish_now(settings)
    with read_only(settings.data_dir):
        with TestClient(create_app(settings)) as client:
            assert client.get("/records").headers["x-data-version"] == manifest.version
        result = publish_once(settings)
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert str(settings.data_dir) in result.stderr
    assert "Traceback" not in result.stderr


def test_a_source_on_a_read_only_mount(tmp_path: Path) -> None:
    make_plant_files(tmp_path)
    settings = plant_settings(tmp_path)
    with read_only(settings.live_db.parent):
        result = publish_once(settings)
    assert result.returncode == 0, result.stderr


def test_a_virus_scanner_holds_files_for_a_moment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PermissionError on rename and delete, as on Windows: tried again, then published."""
    refusals = {"replace": 5, "unlink": 5}
    replace, unlink = Path.replace, Path.unlink

    def held_replace(self: Path, target: Path) -> Path:
        if refusals["replace"] > 0:
            refusals["replace"] -= 1
            raise PermissionError(errno.EACCES, "in use", str(target))
        return replace(self, target)

    def held_unlink(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".db" and self.parent == settings.partitions_dir and refusals["unlink"]:
            refusals["unlink"] -= 1
            raise PermissionError(errno.EACCES, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(files, "REPLACE_PAUSE_S", 0.001)
    monkeypatch.setattr(Path, "replace", held_replace)
    monkeypatch.setattr(Path, "unlink", held_unlink)
    manifest = publish_now(settings)
    for seed in range(4):
        make_source(settings.live_db, erp_rows(2026, 400, 60 + seed))
        manifest = publish_now(settings, manifest)
    assert refusals == {"replace": 0, "unlink": 0}
    assert len(list(settings.partitions_dir.glob("live-*"))) == settings.retention


def test_a_handle_that_is_never_released_stops_no_publish(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader on Windows keeps an old partition open: it stays, the next publish tries again."""
    manifest = publish_now(settings)
    old = settings.partitions_dir / manifest.partitions[0].file

    unlink = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self == old:
            raise PermissionError(errno.EACCES, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(files, "REPLACE_PAUSE_S", 0.001)
        patch.setattr(Path, "unlink", held)
        for seed in range(3):
            make_source(settings.live_db, erp_rows(2026, 400, 80 + seed))
            manifest = publish_now(settings, manifest)
        assert old.exists()
    make_source(settings.live_db, erp_rows(2026, 400, 99))
    publish_now(settings, manifest)
    assert not old.exists()


def test_a_clock_that_is_set_back_changes_nothing(settings: Settings) -> None:
    with opened(settings) as publisher:
        assert publisher.manifest is not None
        version = publisher.manifest.version
        os.utime(settings.live_db, (0, 0))
        publisher._today = lambda: date(2026, 1, 1)
        publisher.poll()
        publisher.poll()
        assert publisher.manifest.version == version
        publisher._today = lambda: SNAPSHOT_DAY
        make_source(settings.live_db, erp_rows(2026, 300, 4, last=date(2026, 11, 19)))
        os.utime(settings.live_db, (4_000_000_000, 4_000_000_000))
        publisher.poll()
        publisher.poll()
        assert publisher.manifest.version != version


def test_environment_is_the_settings(settings: Settings) -> None:
    command = [
        sys.executable,
        "-c",
        "from shared.settings import load_settings; print(load_settings().live_db)",
    ]
    found = subprocess.check_output(command, env=environment(settings), text=True)
    assert found.strip() == str(settings.live_db)
