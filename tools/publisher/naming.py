"""The moment a version is named: one process at a time, and never over somebody else's decision.

The publisher works for seconds or minutes before it names what it made. A command may roll back
or forget an archive meanwhile; both take this lock, and whoever comes second looks first.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from shared.db.manifest import Manifest, read_manifest, write_manifest
from shared.db.pin import read_pin
from shared.errors import DataUnavailable
from shared.files import FileLock
from shared.settings import Settings
from shared.source_errors import PublishFailed, VersionChanged, VersionPinned
from tools.publisher import steps
from tools.publisher.retention import check_files, drop_unused, keep_history, read_history

WAIT_S = 10.0
PAUSE_S = 0.02


@contextmanager
def naming(settings: Settings) -> Iterator[None]:
    """Hold `data/naming.lock`; it is held for milliseconds. Raises PublishFailed after 10 s."""
    lock = FileLock(settings.data_dir / "naming.lock")
    deadline = time.monotonic() + WAIT_S
    while not lock.acquire():
        if time.monotonic() > deadline:
            raise PublishFailed("another process has been naming a version for 10 s")
        time.sleep(PAUSE_S)
    try:
        yield
    finally:
        lock.release()


def check_undisturbed(settings: Settings, current: Manifest | None) -> None:
    """Raises VersionPinned or VersionChanged when a command has decided otherwise meanwhile.

    `current` is the version that the work began with; the caller holds `naming`.
    """
    pin = read_pin(settings)
    if pin is not None:
        raise VersionPinned(str(pin))
    found = good_manifest(settings)
    if current is not None and found is not None and found != current:
        raise VersionChanged(
            f"{found.version} is served now, the work began with {current.version}"
        )


def put_in_force(settings: Settings, manifest: Manifest, current: Manifest | None) -> None:
    """After this every new request gets `manifest`. The caller holds `naming`."""
    history = read_history(settings)
    # After a rollback the version in force is not the last one that was published. It goes to
    # the front, so that it outlives the one that was taken back.
    if current is not None and history and history[0].version != current.version:
        keep_history(settings, current)
    kept = keep_history(settings, manifest)
    steps.reached(steps.HISTORY_WRITTEN)
    write_manifest(settings.manifest_path, manifest)
    steps.reached(steps.MANIFEST_WRITTEN)
    drop_unused(settings, kept)
    steps.reached(steps.OLD_FILES_DROPPED)


def good_manifest(settings: Settings) -> Manifest | None:
    """What is in force; None when it is damaged or its files are not all there."""
    with suppress(DataUnavailable):
        manifest = read_manifest(settings.manifest_path)
        check_files(settings, manifest)
        return manifest
    return None
