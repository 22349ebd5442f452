"""The staged rows of the live file's published partition, kept for the next publish.

They lie in `data/staged/` under the partition's own name. Whoever uses them moves them into the
work folder first: a crash then costs one full build and nothing else.
"""

from pathlib import Path

from shared.db.manifest import Manifest, Partition
from shared.settings import Settings
from tools.publisher.ranges import LIVE


def folder(settings: Settings) -> Path:
    return settings.data_dir / "staged"


def take(settings: Settings, part: Partition, target: Path) -> bool:
    """Move the staged rows of `part` to `target`; False when there are none."""
    kept = folder(settings) / part.file
    if not kept.exists():
        return False
    kept.replace(target)
    return True


def keep(settings: Settings, manifest: Manifest) -> None:
    """After a publish: keep what the work folder holds for the live partition, drop the rest."""
    staged = settings.work_dir / f"{LIVE}.staged"
    live = next((part for part in manifest.partitions if part.name == LIVE), None)
    if live is None or not staged.exists():
        return
    folder(settings).mkdir(exist_ok=True)
    for old in folder(settings).iterdir():
        if old.name != live.file:
            old.unlink()
    staged.replace(folder(settings) / live.file)
