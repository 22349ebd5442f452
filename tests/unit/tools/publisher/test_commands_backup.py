"""export-backup: whole copies in the ERP's own schema, all of one moment."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from shared.settings import Settings
from tests.backups import content, copies, index
from tests.hub_fixtures import SNAPSHOT_DAY, publish_now
from tests.reference import reference_rows
from tests.versions import change_live
from tools.publisher import read_together, snapshot
from tools.publisher.backup import export_backup
from tools.publisher.backup_folder import digest_of
from tools.publisher.command_errors import BackupFailed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups #1 백업"


def test_every_source_is_there_in_the_erps_own_schema(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_backup(settings, folder) == 0
    assert {entry["source"] for entry in index(folder)} == set(settings.sources())
    for entry in index(folder):
        copy = folder / entry["file"]
        assert content(copy) == content(settings.sources()[entry["source"]])
        assert (copy.stat().st_size, digest_of(copy)) == (entry["size"], entry["digest"])
        assert entry["rows"] == len(content(copy)[1])
    # Nothing else is left: no staging, no journal.
    assert {path.name for path in folder.iterdir()} == {
        ".backups.lock", "backups.json", *copies(folder)
    }  # fmt: skip
    assert capsys.readouterr().out.count(" rows to ") == 3


def test_a_bad_source_is_named_and_the_others_are_saved(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_backup(settings, folder)
    kept = copies(folder)
    settings.live_db.write_bytes(b"export in progress")
    change = settings.sources()["archive_2025"]
    with closing(sqlite3.connect(change)) as db, db:
        db.execute("UPDATE production_records SET good_quantity = 5 WHERE id = 3")
    assert export_backup(settings, folder) == 1
    assert "live: not backed up. The ERP's file is not an SQLite database" in (
        capsys.readouterr().out
    )
    assert set(kept) < set(copies(folder))
    assert len(copies(folder, "archive_2025")) == 2


def test_rows_that_are_still_in_the_wal_are_there(settings: Settings, folder: Path) -> None:
    writer = sqlite3.connect(settings.live_db)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE production_records SET item_name = '새 이름' WHERE id = 3")
    writer.commit()
    assert settings.live_db.with_name(settings.live_db.name + "-wal").stat().st_size > 0
    assert export_backup(settings, folder) == 0
    rows = writer.execute("SELECT rowid, * FROM production_records").fetchall()
    writer.close()
    (live,) = copies(folder, "live")
    assert content(folder / live)[1] == rows


def test_a_source_that_changes_meanwhile_is_copied_again(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ERP writes the archive after it was copied, while the live file is being copied."""
    real = snapshot.take_snapshot
    changed: list[str] = []

    def changing(name: str, *rest: Any, **options: Any) -> Any:
        taken = real(name, *rest, **options)
        if len(changed) == len(settings.sources()) - 1:
            shutil.copyfile(settings.sources()["archive_2024"], settings.sources()["archive_2025"])
        changed.append(name)
        return taken

    monkeypatch.setattr(read_together, "take_snapshot", changing)
    assert export_backup(settings, folder) == 0
    (archive,) = copies(folder, "archive_2025")
    assert content(folder / archive) == content(settings.sources()["archive_2024"])


def test_a_writer_that_never_rests_gets_its_backup_and_is_told(
    settings: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = snapshot.take_snapshot

    def restless(*rest: Any, **options: Any) -> Any:
        taken = real(*rest, **options)
        settings.live_db.touch()
        return taken

    monkeypatch.setattr(read_together, "take_snapshot", restless)
    assert export_backup(settings, folder) == 0
    assert "not of the same moment" in capsys.readouterr().out
    assert len(copies(folder)) == 3


def test_restoring_is_copying_it_back(settings: Settings, folder: Path) -> None:
    before = publish_now(settings)
    rows = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    export_backup(settings, folder)
    for path in settings.sources().values():
        path.write_bytes(b"destroyed")
    for entry in index(folder):
        shutil.copyfile(folder / entry["file"], settings.sources()[entry["source"]])
    assert reference_rows(settings.sources(), SNAPSHOT_DAY).rows == rows
    assert publish_now(settings).version == before.version


def test_a_full_disk_is_told_and_older_backups_stay(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_backup(settings, folder)
    before = {name: (folder / name).read_bytes() for name in copies(folder)}
    change_live(settings, 9)
    full = shutil.disk_usage(folder)._replace(free=1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(BackupFailed, match="bytes free"):
        export_backup(settings, folder)
    assert {name: (folder / name).read_bytes() for name in copies(folder)} == before
    assert not (folder / ".incoming").exists()
