"""Which published files stay on disk, and the sweeping of what crashes left behind."""

import logging
import time
from pathlib import Path

import orjson

from shared.db.manifest import Manifest
from shared.errors import GenerationUnreadable
from shared.files import write_atomic
from shared.settings import Settings
from tools.publisher.seal import remove

logger = logging.getLogger(__name__)

ABANDONED_AFTER_S = 60.0


def sweep_work(settings: Settings) -> None:
    """Empty the staging folder; only the holder of the publisher's lock may."""
    for path in settings.work_dir.iterdir():
        _try_remove(path)
    for path in settings.data_dir.glob("*.tmp"):
        # A young one is being written: by the heartbeat, or by a command beside the watcher.
        if _age_s(path) > ABANDONED_AFTER_S:
            _try_remove(path)


def keep_history(settings: Settings, manifest: Manifest) -> list[Manifest]:
    """Add a version to `history.json` (newest first) and return those that stay."""
    path = settings.data_dir / "history.json"
    versions = [one for one in read_history(settings) if one.version != manifest.version]
    kept = [manifest, *versions][: settings.retention]
    content = orjson.dumps([one.model_dump(mode="json") for one in kept])
    write_atomic(path, content)
    return kept


def read_history(settings: Settings) -> list[Manifest]:
    """Versions still on disk, newest first; an unreadable history is an empty one."""
    try:
        raw = orjson.loads((settings.data_dir / "history.json").read_bytes())
        return [Manifest.model_validate(one) for one in raw]
    except (OSError, ValueError, TypeError):
        return []


def drop_unused(settings: Settings, kept: list[Manifest]) -> None:
    """Delete partitions that no kept version names; what a reader holds open stays for now."""
    used = {part.file for manifest in kept for part in manifest.partitions}
    for path in settings.partitions_dir.glob("*.db"):
        if path.name not in used:
            _try_remove(path)


def check_files(settings: Settings, manifest: Manifest) -> None:
    """Raises GenerationUnreadable when a partition of the manifest is gone or has another size."""
    for part in manifest.partitions:
        path = settings.partitions_dir / part.file
        size = path.stat().st_size if path.exists() else None
        if size != part.size:
            raise GenerationUnreadable(f"{part.file} has {size} bytes, {part.size} were published")


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _try_remove(path: Path) -> None:
    try:
        remove(path)
    except OSError as exc:
        # Windows: a reader has it open. The next publish tries again.
        logger.info("file_kept name=%s reason=%s", path.name, exc)
