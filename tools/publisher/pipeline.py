"""The whole way of one publish: read what changed, cut the days, build, name it all at once.

Whatever goes wrong leaves the last good version in place.
"""

import logging
from dataclasses import dataclass, field
from datetime import date

from shared.db.manifest import Manifest, Partition, version_of, write_manifest
from shared.settings import Settings
from shared.source_errors import SourceRejected, SourceShrunk
from shared.watcher_state import utc_now
from tools.publisher.own_disk import own_disk
from tools.publisher.partitions import PartitionMaker
from tools.publisher.ranges import LIVE
from tools.publisher.retention import drop_unused, keep_history, sweep_work
from tools.publisher.signature import Signature, take_signature
from tools.publisher.sources import Source, SourceReader

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`manifest` is the version served now, None as long as nothing ever was.

    `signatures` are of the states that were looked at, `rejections` say which are unusable.
    """

    manifest: Manifest | None
    published: bool
    rejections: dict[str, SourceRejected] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)


def publish(
    settings: Settings, current: Manifest | None, today: date, *, accept_shrink: bool = False
) -> Outcome:
    """One attempt over all sources together; the caller holds the publisher's lock.

    Raises PublishFailed when our own disk or folder is in the way.
    """
    with own_disk():
        settings.work_dir.mkdir(parents=True, exist_ok=True)
        settings.partitions_dir.mkdir(exist_ok=True)
        try:
            return _publish(settings, current, today, accept_shrink=accept_shrink)
        finally:
            sweep_work(settings)


def _publish(
    settings: Settings, current: Manifest | None, today: date, *, accept_shrink: bool
) -> Outcome:
    reader = SourceReader(settings, today)
    paths = settings.sources()
    signatures = {name: take_signature(path) for name, path in paths.items()}
    published = {part.name: part for part in current.partitions} if current else {}
    sources: list[Source] = []
    rejections: dict[str, SourceRejected] = {}
    for name in [*paths, *(name for name in published if name not in paths)]:
        part = published.get(name)
        try:
            sources.append(reader.read(name, paths.get(name), part, signatures.get(name)))
        except SourceRejected as exc:
            rejections[name] = exc
            if part is not None:
                sources.append(Source(name, part.newest_day, kept=part))
    signatures |= {one.name: one.snapshot.signature for one in sources if one.snapshot}
    if LIVE in rejections and current is None:
        # A first version without this year would look like a year without production.
        return Outcome(None, False, rejections, signatures)
    partitions = PartitionMaker(settings, reader).make(sources, paths, rejections)
    manifest = _manifest(partitions, current, today)
    shrunk = None if accept_shrink else _shrunk(settings, current, manifest)
    if shrunk is not None:
        rejections |= {one.name: shrunk for one in sources if one.staged}
        return Outcome(current, False, rejections, signatures)
    is_new = current is None or manifest.version != current.version
    if manifest != current:
        _name(settings, manifest, is_new=is_new)
    return Outcome(manifest, is_new, rejections, signatures)


def _manifest(partitions: tuple[Partition, ...], current: Manifest | None, today: date) -> Manifest:
    version = version_of(partitions)
    same = current if current is not None and current.version == version else None
    return Manifest(
        version=version,
        published_at=same.published_at if same else utc_now(),
        snapshot_day=same.snapshot_day if same else today.isoformat(),
        partitions=partitions,
    )


def _shrunk(settings: Settings, current: Manifest | None, new: Manifest) -> SourceShrunk | None:
    if current is None or new.rows >= current.rows * settings.min_rows_ratio:
        return None
    return SourceShrunk(f"{new.rows:,} rows instead of {current.rows:,}")


def _name(settings: Settings, manifest: Manifest, *, is_new: bool) -> None:
    """The moment of publishing: after `write_manifest` every new request gets this version."""
    kept = keep_history(settings, manifest)
    write_manifest(settings.manifest_path, manifest)
    drop_unused(settings, kept)
    if is_new:
        logger.info("published version=%s rows=%d", manifest.version, manifest.rows)
