"""Copies of all sources at one moment, for a backup: settled first, unchanged to the end."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.db.manifest import Manifest
from shared.settings import Settings
from shared.source_errors import SourceRejected
from tools.publisher.backup_folder import Backup
from tools.publisher.settle import Settling, Verdict
from tools.publisher.side_files import SideFileDoubt, SideFileWatch
from tools.publisher.signature import Signature, take_signature
from tools.publisher.snapshot import Snapshot, take_snapshot

ROUNDS = 3
PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class Copy:
    """One source as it was read: copied, refused, or known from its newest backup."""

    signature: Signature
    snapshot: Snapshot | None = None
    rejection: SourceRejected | None = None


def read_together(
    settings: Settings, newest: Mapping[str, Backup | None], folder: Path, served: Manifest | None
) -> tuple[dict[str, Copy], bool]:
    """Copies by source name, and whether no source changed from the first copy to the last.

    A source that changes is copied again with the next round. After three rounds each copy is
    still consistent in itself: a writer that never rests must not be without backups.
    """
    samples = {part.name: part.main_sample for part in served.partitions} if served else {}
    watch = SideFileWatch()
    watch.observe({part.name: part.signature for part in served.partitions} if served else {}, {})
    copies: dict[str, Copy] = {}
    for _ in range(ROUNDS):
        paths, found = _settled(settings)
        watch.observe(found, paths)
        copies = {name: copy for name, copy in copies.items() if copy.signature == found.get(name)}
        for name in found.keys() - copies.keys():
            known = newest.get(name)
            if known is not None and known.signature == found[name]:
                copies[name] = Copy(found[name])
            else:
                doubt = watch.doubt(name, samples.get(name))
                copies[name] = _copied(name, paths[name], folder, found[name], doubt)
        if {name: copy.signature for name, copy in copies.items()} == _look(settings.sources()):
            return copies, True
    return copies, False


def _settled(settings: Settings) -> tuple[dict[str, Path], dict[str, Signature]]:
    """Sources and signatures once they are quiet, or after HUB_MAX_WAIT_S."""
    settling = Settling(settings.settle_s, settings.max_wait_s)
    while True:
        paths = settings.sources()
        found = _look(paths)
        if settling.look(found, {}, time.monotonic()) is Verdict.READY:
            return paths, found
        time.sleep(PAUSE_S)


def _look(paths: Mapping[str, Path]) -> dict[str, Signature]:
    return {name: take_signature(path) for name, path in paths.items()}


def _copied(
    name: str, path: Path, folder: Path, found: Signature, doubt: SideFileDoubt | None
) -> Copy:
    try:
        snapshot = take_snapshot(name, path, folder / f"{name}.snapshot", doubt)
    except SourceRejected as exc:
        return Copy(found, rejection=exc)
    return Copy(snapshot.signature, snapshot)
