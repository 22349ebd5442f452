"""The folder with backups: nothing twice, nothing overwritten, nothing of others touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.settings import Settings
from tests.backups import content, copies, index
from tests.hub_fixtures import make_plant_files, plant_settings
from tests.versions import change_live
from tools.publisher import read_together
from tools.publisher.backup import export_backup
from tools.publisher.backup_folder import open_backup_folder
from tools.publisher.command_errors import BackupFailed, BackupPlaceRefused, BackupRunning


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups #1 백업"


def test_what_has_not_changed_is_not_copied_again(
    settings: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    export_backup(settings, folder)
    first = copies(folder)
    settings.live_db.touch()
    assert export_backup(settings, folder) == 0
    assert copies(folder) == first
    assert capsys.readouterr().out.count("unchanged since") == 3

    def never(*_: object, **__: object) -> None:
        raise AssertionError("copied although nothing was touched")

    monkeypatch.setattr(read_together, "take_snapshot", never)
    assert export_backup(settings, folder) == 0


def test_what_has_changed_is_added_under_a_new_name(settings: Settings, folder: Path) -> None:
    export_backup(settings, folder)
    before = {name: (folder / name).read_bytes() for name in copies(folder)}
    change_live(settings, 5)
    export_backup(settings, folder)
    assert {name: (folder / name).read_bytes() for name in before} == before
    (new,) = set(copies(folder)) - set(before)
    assert new.startswith("live-")
    assert content(folder / new) == content(settings.live_db)


def test_only_the_newest_are_kept_and_strangers_are_never_touched(
    tmp_path: Path, folder: Path
) -> None:
    make_plant_files(tmp_path)
    settings = plant_settings(tmp_path, backup_keep_live=2, backup_keep_archive=1)
    folder.mkdir()
    strangers = [
        "live-20200101-000000.db.bak", "live-old.db", "alive-20200101-000000.db",
        "archive_2019-20200101-000000.db", "live-2020-01-01.db",
    ]  # fmt: skip
    for name in strangers:
        (folder / name).write_bytes(b"mine")
    (folder / "live-20200101-000000.db").mkdir()
    old = folder / "live-20200101-000001.db"
    shutil.copyfile(settings.live_db, old)
    for seed in range(4):
        change_live(settings, seed)
        assert export_backup(settings, folder) == 0
    ours = [name for name in copies(folder) if name not in strangers]
    assert [name.split("-")[0] for name in ours] == [
        "archive_2024", "archive_2025", "live", "live", "live"
    ]  # fmt: skip
    assert ours[2] == "live-20200101-000000.db", "a folder is nobody's backup"
    assert not old.exists()
    assert content(folder / index(folder)[-1]["file"]) == content(settings.live_db)
    assert all((folder / name).read_bytes() == b"mine" for name in strangers)
    assert len(index(folder)) == 4


def test_a_clock_that_was_set_back_loses_no_new_copy(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_plant_files(tmp_path)
    settings = plant_settings(tmp_path, backup_keep_live=1)
    export_backup(settings, folder)
    change_live(settings, 3)
    monkeypatch.setattr("tools.publisher.backup.utc_now", lambda: "2026-01-01T00:00:00.000+00:00")
    export_backup(settings, folder)
    (live,) = copies(folder, "live")
    assert live.startswith("live-20")
    assert content(folder / live) == content(settings.live_db)


@pytest.mark.parametrize("place", ["database", "database/deep/er", "data", "data/backups"])
def test_the_erps_and_the_hubs_folders_are_refused(settings: Settings, place: str) -> None:
    root = settings.data_dir.parent
    settings.data_dir.mkdir()
    with pytest.raises(BackupPlaceRefused):
        export_backup(settings, root / place)
    assert not (root / place / "backups.json").exists()
    link = root / "link"
    link.symlink_to(root / place.split("/")[0])
    with pytest.raises(BackupPlaceRefused):
        export_backup(settings, link / "inside")


def test_a_file_or_an_unusable_folder_is_refused(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    with pytest.raises(BackupPlaceRefused, match="is a file"):
        export_backup(settings, file)
    with pytest.raises(BackupFailed):
        export_backup(settings, file / "below")
    assert file.read_bytes() == b"mine"


def test_one_run_at_a_time(settings: Settings, folder: Path) -> None:
    with open_backup_folder(folder), pytest.raises(BackupRunning):
        export_backup(settings, folder)


@pytest.mark.parametrize(
    ("spoil", "as_before"),
    [
        (lambda folder: (folder / "backups.json").unlink(), True),
        (lambda folder: (folder / "backups.json").write_bytes(b"{"), True),
        (lambda folder: (folder / copies(folder, "live")[0]).write_bytes(b"rot"), False),
        (lambda folder: (folder / copies(folder, "live")[0]).unlink(), False),
    ],
    ids=["no index", "damaged index", "damaged copy", "deleted copy"],
)
def test_the_index_is_believed_only_where_the_bytes_agree(
    settings: Settings, folder: Path, spoil: Callable[[Path], object], as_before: bool
) -> None:
    export_backup(settings, folder)
    before = copies(folder)
    spoil(folder)
    assert export_backup(settings, folder) == 0
    if as_before:
        assert copies(folder) == before
    newest = copies(folder, "live")[-1]
    assert content(folder / newest) == content(settings.live_db)


def test_what_a_killed_run_left_is_swept(settings: Settings, folder: Path) -> None:
    (folder / ".incoming").mkdir(parents=True)
    (folder / ".incoming" / "live.snapshot").write_bytes(b"half")
    (folder / "backups.json.77.tmp").write_bytes(b"half")
    assert export_backup(settings, folder) == 0
    assert not (folder / ".incoming").exists()
    assert not (folder / "backups.json.77.tmp").exists()
