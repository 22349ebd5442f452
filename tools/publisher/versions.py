"""`list`, `rollback` and `unpin`: the versions that are still on disk, and which one is served."""

from collections.abc import Sequence

from shared.db.manifest import Manifest, Partition, write_manifest
from shared.db.pin import Pin, read_pin, remove_pin, write_pin
from shared.errors import DataUnavailable, NothingPublished
from shared.settings import Settings
from shared.watcher_state import utc_now
from tools.publisher.command_errors import NoEarlierVersion, NoSuchVersion, VersionDamaged
from tools.publisher.file_check import bytes_problem, schema_problem
from tools.publisher.naming import good_manifest, naming
from tools.publisher.retention import check_files, read_history


def kept_versions(settings: Settings, current: Manifest | None) -> list[Manifest]:
    """In the order in which they were in force, the newest first.

    Raises NothingPublished when there is none.
    """
    kept = read_history(settings)
    if current is not None and current.version not in {one.version for one in kept}:
        # history.json is damaged or gone; what is served is still a version.
        kept.insert(0, current)
    if not kept:
        raise NothingPublished(f"no version in {settings.data_dir}")
    return kept


def list_versions(settings: Settings) -> int:
    """1 when none of the kept versions is the one in force."""
    current = good_manifest(settings)
    pin = read_pin(settings)
    for manifest in kept_versions(settings, current):
        is_current = current is not None and manifest.version == current.version
        notes = ["served"] if is_current else []
        notes += ["pinned"] if pin is not None and pin.version == manifest.version else []
        print(
            f"{'*' if is_current else ' '} {manifest.version}  published {manifest.published_at}"
            f"  {_content(manifest)}  {' '.join(notes)}".rstrip()
        )
        for part in manifest.partitions:
            print(f"      {part.name:<20} {_content(part)}  {part.size / 1e6:,.1f} MB  {part.file}")
    if pin is not None:
        print(f"Pinned: {pin}. Lift it with: python -m tools.publisher unpin")
    if current is None:
        print("No version can be served: manifest.json or a file that it names is damaged or gone.")
    return 0 if current is not None else 1


def rollback(settings: Settings, wanted: str | None, reason: str = "") -> int:
    """Serve `wanted` (default: the version before the current one) until it is unpinned.

    Raises NothingPublished, CommandRefused, VersionDamaged or PublishFailed; then nothing has
    changed.
    """
    current = good_manifest(settings)
    kept = kept_versions(settings, current)
    target = _chosen(kept, wanted) if wanted else _one_before(kept, current)
    # Before the lock, because reading a gigabyte takes a second and the watcher would wait.
    _check(settings, target)
    served = current.version if current else "none"
    why = reason.strip() or f"rolled back from {served}"
    with naming(settings):
        try:
            check_files(settings, target)
        except DataUnavailable as exc:
            raise VersionDamaged(f"{exc}; it may have been dropped just now, see list") from exc
        _pin_and_serve(settings, target, why)
    print(f"Version {target.version} is served now (before: {served}): {_content(target)}.")
    print("Newer ERP data is read and checked, but not published until")
    print("  python -m tools.publisher unpin")
    return 0


def _pin_and_serve(settings: Settings, target: Manifest, reason: str) -> None:
    before = read_pin(settings)
    # The pin first: a crash between the two must not let the watcher publish over it.
    write_pin(settings, Pin(version=target.version, since=utc_now(), reason=reason))
    try:
        write_manifest(settings.manifest_path, target)
    except OSError:
        if before is None:
            remove_pin(settings)
        else:
            write_pin(settings, before)
        raise


def unpin(settings: Settings) -> int:
    """0 also when nothing is pinned: what was wanted is so."""
    pin = read_pin(settings)
    if pin is None:
        print("No version is pinned.")
        return 0
    with naming(settings):
        remove_pin(settings)
    print(f"Version {pin.version} is no longer pinned; a watcher publishes the newest ERP data.")
    return 0


def _chosen(kept: Sequence[Manifest], wanted: str) -> Manifest:
    found = [one for one in kept if one.version.startswith(wanted)]
    if len(found) != 1:
        many = "several versions begin" if found else "no version begins"
        raise NoSuchVersion(f"{many} with {wanted!r}")
    return found[0]


def _one_before(kept: Sequence[Manifest], current: Manifest | None) -> Manifest:
    if current is None:
        return kept[0]
    versions = [one.version for one in kept]
    older = kept[versions.index(current.version) + 1 :]
    if not older:
        raise NoEarlierVersion(f"{current.version} is the oldest of {len(kept)}")
    return older[0]


def _check(settings: Settings, manifest: Manifest) -> None:
    for part in manifest.partitions:
        problem = bytes_problem(settings, part) or schema_problem(settings, part)
        if problem is not None:
            raise VersionDamaged(f"version {manifest.version}: {part.file} {problem}")


def _content(of: Manifest | Partition) -> str:
    rows = of.rows if isinstance(of, Manifest) else of.quality.visible
    return f"{rows:,} rows, {of.first_day or 'no day'} to {of.last_day or 'no day'}"
