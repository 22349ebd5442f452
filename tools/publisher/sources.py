"""Reads one ERP file: unchanged, changed without new content, staged anew, or rejected."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from shared.db.manifest import Partition
from shared.db.schema import SCHEMA_VERSION
from shared.settings import COLUMNS, Settings
from shared.source_errors import SourceMissing
from tools.publisher import steps
from tools.publisher.signature import Signature
from tools.publisher.snapshot import Snapshot, take_snapshot
from tools.publisher.stage import Staged, stage


@dataclass(frozen=True, slots=True)
class Source:
    """One ERP file on its way: staged anew, or `kept` as it was published last."""

    name: str
    newest_day: str
    kept: Partition | None = None
    snapshot: Snapshot | None = None
    staged: Staged | None = None


class SourceReader:
    """Reads sources into the work folder, for one publish."""

    def __init__(
        self, settings: Settings, today: date, wal_suspects: frozenset[str] = frozenset()
    ) -> None:
        self._settings = settings
        self._today = today
        self._wal_suspects = wal_suspects
        self.recipe = recipe(settings)

    def read(
        self, name: str, path: Path | None, part: Partition | None, signature: Signature | None
    ) -> Source:
        """`part` is what was published of it last. Raises a SourceRejected."""
        if path is None:
            raise SourceMissing(f"{name} was published before; its file is gone")
        reusable = part if part is not None and part.recipe == self.recipe else None
        if reusable is not None and reusable.signature == signature:
            return Source(name, reusable.newest_day, kept=reusable)
        snapshot = self._snapshot(name, path)
        if reusable is not None and reusable.digest == snapshot.digest:
            touched = reusable.model_copy(update={"signature": snapshot.signature})
            return Source(name, reusable.newest_day, kept=touched, snapshot=snapshot)
        return self._stage(name, snapshot)

    def read_again(self, name: str, path: Path) -> Source:
        """Stage a source although its content is known: its range of days has changed."""
        return self._stage(name, self._snapshot(name, path))

    def _snapshot(self, name: str, path: Path) -> Snapshot:
        target = self._settings.work_dir / f"{name}.snapshot"
        snapshot = take_snapshot(name, path, target, wal_suspect=name in self._wal_suspects)
        steps.reached(steps.SNAPSHOT_TAKEN)
        return snapshot

    def _stage(self, name: str, snapshot: Snapshot) -> Source:
        target = self._settings.work_dir / f"{name}.staged"
        staged = stage(self._settings, name, snapshot.path, target, self._today)
        snapshot.path.unlink()
        steps.reached(steps.STAGED)
        return Source(name, staged.newest_day, snapshot=snapshot, staged=staged)


def recipe(settings: Settings) -> str:
    """Hash of everything besides the source's bytes that decides a partition's content."""
    columns = [settings.source_column(name) for name in COLUMNS]
    raw = orjson.dumps([SCHEMA_VERSION, settings.source_table, columns])
    return hashlib.blake2b(raw, digest_size=8).hexdigest()
