"""`export-backup`: a plain copy of every ERP file, as consistent as what is published.

A backup is the snapshot that the publisher would take and has passed the checks that it would
have to pass: the ERP's own file in the ERP's own schema. Restoring is copying it back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shared.db.manifest import Manifest
from shared.settings import Settings
from shared.source_errors import PublishFailed, SourceRejected
from shared.watcher_state import utc_now
from tools.publisher.backup_folder import Backup, BackupFolder, open_backup_folder
from tools.publisher.command_errors import BackupFailed, BackupPlaceRefused
from tools.publisher.naming import good_manifest
from tools.publisher.own_disk import own_disk
from tools.publisher.places import erp_folders
from tools.publisher.ranges import LIVE
from tools.publisher.read_together import Copy, read_together
from tools.publisher.snapshot import Snapshot
from tools.publisher.stage import stage


def export_backup(settings: Settings, folder: Path) -> int:
    """1 when a source could not be backed up; the others are.

    Raises CommandRefused, then nothing was written, or BackupFailed.
    """
    check_place(settings, folder)
    with _backup_disk(), open_backup_folder(folder) as backups:
        return _export(settings, backups, good_manifest(settings))


def check_place(settings: Settings, folder: Path) -> None:
    """Raises BackupPlaceRefused: the watcher would take a backup beside archives for an archive."""
    place = folder.resolve()
    for taken in sorted({*erp_folders(settings), settings.data_dir.resolve()}):
        if place.is_relative_to(taken):
            whose = "the hub's data" if taken == settings.data_dir.resolve() else "the ERP's"
            raise BackupPlaceRefused(f"{place} is in {whose} folder {taken}")
    if place.exists() and not place.is_dir():
        raise BackupPlaceRefused(f"{place} is a file")


def _export(settings: Settings, backups: BackupFolder, served: Manifest | None) -> int:
    newest = {name: backups.newest(name) for name in settings.sources()}
    copies, together = read_together(settings, newest, backups.incoming, served)
    refused = 0
    for name, copy in sorted(copies.items()):
        try:
            line = _line(settings, backups, name, copy, newest.get(name))
        except SourceRejected as exc:
            refused += 1
            line = f"not backed up. {exc.title}: {exc}\n    {exc.hint}"
        print(f"{name}: {line}")
        keep = settings.backup_keep_live if name == LIVE else settings.backup_keep_archive
        for gone in backups.trim(name, keep):
            print(f"{name}: {gone} removed, the newest {keep} are kept")
    if not together:
        print("The ERP wrote meanwhile: each copy is consistent, but not of the same moment.")
    return 1 if refused else 0


def _line(
    settings: Settings, backups: BackupFolder, name: str, copy: Copy, newest: Backup | None
) -> str:
    """What became of a source. Raises SourceRejected."""
    if copy.rejection is not None:
        raise copy.rejection
    snapshot = copy.snapshot
    if newest is not None and (snapshot is None or snapshot.digest == newest.digest):
        backups.renew(newest, copy.signature)
        return f"unchanged since {newest.file}"
    assert snapshot is not None
    kept = backups.keep(snapshot.path, _checked(settings, backups, name, snapshot))
    return f"{kept.file}  {kept.rows:,} rows to {kept.newest_day}  {kept.size / 1e6:,.1f} MB"


def _checked(settings: Settings, backups: BackupFolder, name: str, snapshot: Snapshot) -> Backup:
    """Staged as for a publish and thrown away: what cannot be published is no backup either."""
    target = backups.incoming / f"{name}.staged"
    staged = stage(settings, name, snapshot.path, target, date.today())  # noqa: DTZ011 - as Publisher
    target.unlink()
    return Backup(
        file="",
        source=name,
        taken_at=utc_now(),
        size=snapshot.path.stat().st_size,
        digest=snapshot.digest,
        rows=staged.rows,
        newest_day=staged.newest_day,
        signature=snapshot.signature,
    )


@contextmanager
def _backup_disk() -> Iterator[None]:
    """The disk in the way is the backups', not the data folder's."""
    try:
        with own_disk():
            yield
    except PublishFailed as exc:
        raise BackupFailed(str(exc)) from exc
