"""The whole way of one publish: read what changed, cut the days, build, name it all at once.

Whatever goes wrong leaves the last good version in place.
"""

import logging
from dataclasses import dataclass, field
from datetime import date

from shared.db.manifest import Manifest, Partition, version_of
from shared.settings import Settings
from shared.source_errors import SourceRejected
from shared.watcher_state import utc_now
from tools.publisher import keepsake
from tools.publisher.naming import check_undisturbed, naming, put_in_force
from tools.publisher.own_disk import own_disk
from tools.publisher.partitions import PartitionMaker
from tools.publisher.ranges import LIVE
from tools.publisher.retention import sweep_work
from tools.publisher.side_files import SideFileWatch
from tools.publisher.signature import Signature, take_signature
from tools.publisher.sources import Source, SourceReader
from tools.publisher.suspicion import suspicion
from tools.publisher.vanished import without_moved

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`manifest` is the version served now, None as long as nothing ever was.

    `signatures` are of the states that were looked at, `rejections` say which are unusable,
    `held` which are good and new but may not be published.
    """

    manifest: Manifest | None
    published: bool
    rejections: dict[str, SourceRejected] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    held: frozenset[str] = frozenset()


def publish(
    settings: Settings,
    current: Manifest | None,
    today: date,
    *,
    accept_suspicious: bool = False,
    hold: bool = False,
    watch: SideFileWatch | None = None,
) -> Outcome:
    """One attempt over all sources together; the caller holds the publisher's lock.

    `hold`: read and check the sources, publish nothing.
    Raises PublishFailed when our own disk or folder is in the way.
    """
    with own_disk():
        settings.work_dir.mkdir(parents=True, exist_ok=True)
        settings.partitions_dir.mkdir(exist_ok=True)
        try:
            reader = SourceReader(settings, today, watch)
            return _publish(
                settings, current, reader, accept_suspicious=accept_suspicious, hold=hold
            )
        finally:
            sweep_work(settings)


def _publish(
    settings: Settings,
    current: Manifest | None,
    reader: SourceReader,
    *,
    accept_suspicious: bool,
    hold: bool,
) -> Outcome:
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
    if hold:
        held = frozenset(one.name for one in sources if one.staged)
        return Outcome(current, False, rejections, signatures, held)
    if LIVE in rejections and current is None:
        # A first version without this year would look like a year without production.
        return Outcome(None, False, rejections, signatures)
    sources = _without_moved(settings, sources, rejections, reader)
    partitions = PartitionMaker(settings, reader).make(sources, paths, rejections)
    manifest = _manifest(partitions, current, reader.today)
    doubt = None if accept_suspicious else suspicion(settings, current, manifest)
    if doubt is not None:
        rejections |= {one.name: doubt for one in sources if one.staged}
        return Outcome(current, False, rejections, signatures)
    is_new = current is None or manifest.version != current.version
    if manifest != current:
        _name(settings, manifest, current, is_new=is_new)
    keepsake.keep(settings, manifest)
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


def _without_moved(
    settings: Settings,
    sources: list[Source],
    rejections: dict[str, SourceRejected],
    reader: SourceReader,
) -> list[Source]:
    """Drop vanished sources whose rows are found elsewhere, and their rejections."""
    paths = settings.sources()
    gone = {one.name for one in sources} - set(paths)
    if not gone:
        return sources
    readable = {name: path for name, path in paths.items() if name not in rejections}
    unreadable = [one for one in sources if one.name in paths and one.name not in readable]
    others = [one for one in sources if one not in unreadable]
    kept = [*without_moved(others, readable, reader, settings.archive_cutoff), *unreadable]
    for name in gone - {one.name for one in kept}:
        del rejections[name]
    return kept


def _name(
    settings: Settings, manifest: Manifest, current: Manifest | None, *, is_new: bool
) -> None:
    """The moment of publishing. Raises PublishFailed when a command has decided otherwise."""
    with naming(settings):
        check_undisturbed(settings, current)
        put_in_force(settings, manifest, current)
    if is_new:
        logger.info("published version=%s rows=%d", manifest.version, manifest.rows)
