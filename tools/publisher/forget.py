"""`forget`: take an archive out of the published set whose file was removed on purpose.

Nothing needs to remember it: the version without it is the truth, the watcher goes on from
there, and a file that comes back is simply a new archive.
"""

from shared.db.manifest import Manifest, Partition, version_of
from shared.db.pin import read_pin
from shared.errors import NothingPublished
from shared.settings import Settings
from shared.watcher_state import utc_now
from tools.publisher.command_errors import SourceNotForgettable
from tools.publisher.naming import good_manifest, naming, put_in_force
from tools.publisher.places import archive_folder
from tools.publisher.ranges import LIVE, Range, partition_ranges


def forget(settings: Settings, name: str) -> int:
    """Raises NothingPublished, CommandRefused or PublishFailed; then nothing has changed."""
    _check(settings, name, _current(settings))
    with naming(settings):
        # Again: a watcher may have published meanwhile.
        current = _current(settings)
        _check(settings, name, current)
        manifest = _without(settings, name, current)
        put_in_force(settings, manifest, current)
    print(
        f"{name} is forgotten. Version {manifest.version} is served now: {manifest.rows:,} rows "
        f"(before: {current.rows:,})."
    )
    waiting = [part.name for part in manifest.partitions if part.signature is None]
    if waiting:
        print(f"The watcher reads {', '.join(waiting)} again: the days next to it are theirs now.")
    return 0


def _current(settings: Settings) -> Manifest:
    current = good_manifest(settings)
    if current is None:
        raise NothingPublished(f"no whole version in {settings.data_dir}")
    return current


def _check(settings: Settings, name: str, current: Manifest) -> None:
    names = [part.name for part in current.partitions]
    path = settings.sources().get(name)
    pin = read_pin(settings)
    folder = archive_folder(settings)
    if name == LIVE:
        raise SourceNotForgettable("the live file cannot be missing for good")
    if name not in names:
        raise SourceNotForgettable(f"{name} is not published; {', '.join(names)} are")
    if path is not None:
        raise SourceNotForgettable(f"{path} still exists, it would be published again at once")
    if not folder.is_dir():
        # An unmounted share looks like a folder of removed files.
        raise SourceNotForgettable(f"{folder} cannot be reached, so nobody knows what is in it")
    if pin is not None:
        raise SourceNotForgettable(f"unpin first: {pin}")


def _without(settings: Settings, name: str, current: Manifest) -> Manifest:
    rest = [part for part in current.partitions if part.name != name]
    newest_days = {part.name: part.newest_day for part in rest}
    spans = {span.name: span for span in partition_ranges(newest_days, settings.archive_cutoff)}
    partitions = tuple(_to_read_again(part, spans[part.name]) for part in rest)
    return Manifest(
        version=version_of(partitions),
        published_at=utc_now(),
        snapshot_day=current.snapshot_day,
        partitions=partitions,
    )


def _to_read_again(part: Partition, span: Range) -> Partition:
    """The next newer partition may have days of its own that were hidden until now."""
    if (part.begins, part.ends) == (span.begins, span.ends):
        return part
    return part.model_copy(update={"signature": None, "digest": ""})
