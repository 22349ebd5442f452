"""Reads one ERP file: unchanged, changed without new content, staged anew, or rejected."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from shared.db.manifest import Partition
from shared.db.schema import SCHEMA_VERSION
from shared.settings import COLUMNS, Settings
from shared.source_errors import SourceMissing
from tools.publisher import keepsake, steps
from tools.publisher.increment import update_staged
from tools.publisher.ranges import LIVE
from tools.publisher.side_files import SideFileWatch
from tools.publisher.signature import Signature
from tools.publisher.snapshot import Snapshot, take_snapshot
from tools.publisher.stage import Staged, stage

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One ERP file on its way: staged anew, or `kept` as it was published last.

    `grown_from` is the partition that is still right for all days before `from_day`.
    """

    name: str
    newest_day: str
    kept: Partition | None = None
    snapshot: Snapshot | None = None
    staged: Staged | None = None
    grown_from: Partition | None = None
    from_day: str = ""


class SourceReader:
    """Reads sources into the work folder, for one publish."""

    def __init__(self, settings: Settings, today: date, watch: SideFileWatch | None = None) -> None:
        self._settings = settings
        self.today = today
        self._watch = watch or SideFileWatch()
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
        snapshot = self._snapshot(name, path, part)
        if reusable is not None and reusable.digest == snapshot.digest:
            return _unchanged(reusable, snapshot)
        if reusable is not None and name == LIVE:
            grown = self._grow(reusable, snapshot)
            if grown is not None:
                return grown
        return self._stage(name, snapshot)

    def read_again(self, name: str, path: Path, part: Partition | None) -> Source:
        """Stage a source although its content is known: its range of days has changed."""
        return self._stage(name, self._snapshot(name, path, part))

    def _snapshot(self, name: str, path: Path, part: Partition | None) -> Snapshot:
        doubt = self._watch.doubt(name, part.main_sample if part else None)
        target = self._settings.work_dir / f"{name}.snapshot"
        snapshot = take_snapshot(name, path, target, doubt)
        steps.reached(steps.SNAPSHOT_TAKEN)
        return snapshot

    def _grow(self, part: Partition, snapshot: Snapshot) -> Source | None:
        """What has changed since `part` was staged; None when that is not known, or too much."""
        target = self._settings.work_dir / f"{part.name}.staged"
        if not keepsake.take(self._settings, part, target):
            return None
        grown = update_staged(self._settings, part.name, snapshot.path, target, self.today)
        if grown is None:
            return None
        steps.reached(steps.STAGED)
        snapshot.path.unlink()
        logger.info("staged_again source=%s changed_rows=%d", part.name, grown.changed_rows)
        if not grown.changed_rows:
            return _unchanged(part, snapshot)
        return Source(
            part.name,
            grown.staged.newest_day,
            snapshot=snapshot,
            staged=grown.staged,
            grown_from=part,
            from_day=grown.from_day,
        )

    def _stage(self, name: str, snapshot: Snapshot) -> Source:
        target = self._settings.work_dir / f"{name}.staged"
        staged = stage(self._settings, name, snapshot.path, target, self.today)
        snapshot.path.unlink()
        steps.reached(steps.STAGED)
        return Source(name, staged.newest_day, snapshot=snapshot, staged=staged)


def _unchanged(part: Partition, snapshot: Snapshot) -> Source:
    """The file was written and says the same as before."""
    update = {
        "signature": snapshot.signature,
        "digest": snapshot.digest,
        "main_sample": snapshot.main_sample,
    }
    return Source(
        part.name, part.newest_day, kept=part.model_copy(update=update), snapshot=snapshot
    )


def recipe(settings: Settings) -> str:
    """Hash of everything besides the source's bytes that decides a partition's content."""
    columns = [settings.source_column(name) for name in COLUMNS]
    raw = orjson.dumps([SCHEMA_VERSION, settings.source_table, columns])
    return hashlib.blake2b(raw, digest_size=8).hexdigest()
