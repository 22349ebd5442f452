"""The folder with backups: names, index, retention. A file there is never overwritten."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import orjson
from pydantic import BaseModel, ConfigDict, TypeAdapter

from shared.files import FileLock, fsync_file, fsync_folder, replace, write_atomic
from tools.publisher.command_errors import BackupRunning

INDEX = "backups.json"
STAMP = r"\d{8}-\d{6}"


class Backup(BaseModel):
    """One copy of one ERP file. `digest` is blake2b-16 of its bytes, `signature` of its source."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    source: str
    digest: str
    size: int
    taken_at: str = ""
    rows: int = 0
    newest_day: str = ""
    signature: Any = None


INDEX_MODEL = TypeAdapter(list[Backup])


class BackupFolder:
    """Used inside `open_backup_folder`. Every method may raise OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / ".incoming"
        self._index = _read_index(folder / INDEX)

    def newest(self, source: str) -> Backup | None:
        """The newest copy with the digest that its bytes have now, index or not."""
        files = self.files(source)
        if not files:
            return None
        path = files[-1]
        digest = digest_of(path)
        for one in self._index:
            # Damaged since, or put there by hand: then its source has to be copied again.
            if one.file == path.name and one.digest == digest:
                return one
        return Backup(file=path.name, source=source, digest=digest, size=path.stat().st_size)

    def files(self, source: str) -> list[Path]:
        """Copies of a source, the oldest first.

        The index knows the true order, also when the clock was set back; strangers to it are
        older, by their names.
        """
        ours = re.compile(re.escape(source) + "-" + STAMP + r"\.db")
        places = {one.file: place for place, one in enumerate(self._index)}
        found = [
            path
            for path in self.folder.iterdir()
            if ours.fullmatch(path.name) and path.is_file() and not path.is_symlink()
        ]
        return sorted(found, key=lambda path: (places.get(path.name, -1), path.name))

    def keep(self, copy: Path, entry: Backup) -> Backup:
        """Give a finished copy its name, durably, and write it into the index."""
        moment = datetime.fromisoformat(entry.taken_at).astimezone()
        while (target := self.folder / f"{entry.source}-{moment:%Y%m%d-%H%M%S}.db").exists():
            moment += timedelta(seconds=1)
        fsync_file(copy)
        replace(copy, target)
        fsync_folder(self.folder)
        kept = entry.model_copy(update={"file": target.name})
        self._write_index([*self._index, kept])
        return kept

    def renew(self, entry: Backup, signature: Any) -> None:
        """The source was touched, not changed: the next run need not copy it to see that."""
        fresh = entry.model_copy(update={"signature": signature})
        if fresh != entry and entry in self._index:
            self._write_index([fresh if one == entry else one for one in self._index])

    def trim(self, source: str, count: int) -> list[str]:
        """Delete all but the newest `count` copies; their names."""
        old = self.files(source)[:-count]
        for path in old:
            path.unlink()
        gone = {path.name for path in old}
        if gone:
            self._write_index([one for one in self._index if one.file not in gone])
        return sorted(gone)

    def _write_index(self, entries: list[Backup]) -> None:
        here = [one for one in entries if (self.folder / one.file).exists()]
        raw = INDEX_MODEL.dump_python(here, mode="json")
        write_atomic(self.folder / INDEX, orjson.dumps(raw, option=orjson.OPT_INDENT_2))
        self._index = here

    def sweep(self) -> Self:
        """Remove what a run that was killed left behind."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        for path in self.folder.glob(INDEX + ".*.tmp"):
            path.unlink()
        return self


@contextmanager
def open_backup_folder(folder: Path) -> Iterator[BackupFolder]:
    """Make it when it is not there; one run at a time. Raises BackupRunning or OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".backups.lock")
    if not lock.acquire():
        raise BackupRunning(str(folder))
    try:
        one = BackupFolder(folder).sweep()
        one.incoming.mkdir()
        try:
            yield one
        finally:
            one.sweep()
    finally:
        lock.release()


def digest_of(path: Path) -> str:
    """As `Snapshot.digest`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _read_index(path: Path) -> list[Backup]:
    """Only a shortcut: without it every newest file's digest is worked out from its bytes."""
    try:
        return INDEX_MODEL.validate_json(path.read_bytes())
    except (OSError, ValueError):
        return []
