"""Commands beside a real watcher, which holds the publisher's lock all the time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.db.manifest import Manifest
from shared.settings import Settings
from shared.source_errors import SourceMissing, VersionPinned
from shared.watcher_state import SourceState, WatcherState
from tests.hub_fixtures import SNAPSHOT_DAY
from tests.reference import reference_rows
from tests.versions import change_live
from tests.watcher_process import WatcherProcess

pytestmark = pytest.mark.process


@pytest.fixture
def watcher(settings: Settings, tmp_path: Path) -> Iterator[WatcherProcess]:
    one = WatcherProcess(tmp_path, settings)
    one.start()
    yield one
    one.stop()
    assert "Traceback" not in one.log.read_text("utf-8")


def publish_another(watcher: WatcherProcess, settings: Settings, seed: int) -> Manifest:
    before = watcher.manifest()
    change_live(settings, seed)
    return watcher.until_served(
        lambda one: before is None or one.version != before.version, "the change is published"
    )


def held(state: WatcherState) -> bool:
    return state.failure is not None and state.sources["live"].state is SourceState.PENDING


def test_rollback_is_noticed_and_unpin_publishes_the_newest(
    watcher: WatcherProcess, settings: Settings
) -> None:
    older = watcher.until_served(lambda _: True, "the first version")
    newer = publish_another(watcher, settings, 70)

    done = watcher.command("rollback", "--reason", "잘못된 수량")
    assert (done.returncode, done.stderr) == (0, "")
    assert watcher.manifest() == older
    state = watcher.until_state(
        lambda one: one.version == older.version and one.failure is not None,
        "the watcher has noticed",
    )
    assert state.failure is not None
    assert state.failure.code == VersionPinned.code()
    assert "잘못된 수량" in state.failure.detail

    assert watcher.command("unpin").returncode == 0
    again = watcher.until_served(lambda one: one.version != older.version, "the newest again")
    assert again.rows == newer.rows
    watcher.until_state(
        lambda one: one.failure is None and one.version == again.version, "nothing is wrong"
    )


def test_a_pin_holds_through_changes_and_restarts(
    watcher: WatcherProcess, settings: Settings
) -> None:
    older = watcher.until_served(lambda _: True, "the first version")
    publish_another(watcher, settings, 70)
    assert watcher.command("rollback").returncode == 0

    # A newer source is read, checked and reported, but not published.
    settings.live_db.write_bytes(b"export in progress")
    watcher.until_state(lambda one: one.sources["live"].rejection is not None, "bad file seen")
    change_live(settings, 71)
    watcher.until_state(held, "good file seen and held")
    watcher.kill()
    watcher.start()
    watcher.until_state(held, "held after a restart")
    assert watcher.manifest() == older

    assert watcher.command("unpin").returncode == 0
    newest = watcher.until_served(lambda one: one.version != older.version, "the newest")
    assert newest.rows == len(reference_rows(settings.sources(), SNAPSHOT_DAY).rows)
    listed = watcher.command("list").stdout
    assert f"* {newest.version}" in listed
    assert older.version in listed


def test_forget_drops_an_archive_until_its_file_comes_back(
    watcher: WatcherProcess, settings: Settings
) -> None:
    watcher.until_served(lambda _: True, "the first version")
    path = settings.live_db.parent / "archive_2024.db"
    refused = watcher.command("forget", "archive_2024")
    assert refused.returncode == 2
    assert "still exists" in refused.stderr

    elsewhere = path.rename(settings.data_dir.parent / "kept.db")
    reported = watcher.until_state(
        lambda one: one.sources["archive_2024"].rejection is not None, "it is missed"
    )
    rejection = reported.sources["archive_2024"].rejection
    assert rejection is not None
    assert rejection.code == SourceMissing.code()
    assert "python -m tools.publisher forget" in rejection.hint

    done = watcher.command("forget", "archive_2024")
    assert (done.returncode, done.stderr) == (0, "")
    watcher.until_state(lambda one: "archive_2024" not in one.sources, "nobody misses it")
    reference = reference_rows(settings.sources(), SNAPSHOT_DAY)
    watcher.until_served(
        lambda one: (
            [part.name for part in one.partitions] == ["live", "archive_2025"]
            and one.partitions[-1].begins is None
            and one.rows == len(reference.rows)
        ),
        "its neighbour owns its days",
    )
    publish_another(watcher, settings, 72)

    elsewhere.rename(path)
    watcher.until_served(lambda one: len(one.partitions) == 3, "it is back")


def test_verify_and_backup_beside_a_watcher(
    watcher: WatcherProcess, settings: Settings, tmp_path: Path
) -> None:
    watcher.until_served(lambda _: True, "the first version")
    publish_another(watcher, settings, 73)
    verified = watcher.command("verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    saved = watcher.command("export-backup", str(tmp_path / "backups"))
    assert (saved.returncode, saved.stderr) == (0, "")
    assert len(list((tmp_path / "backups").glob("*.db"))) == 3
