"""A data folder with several published versions, for tests of the commands."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from shared.db.manifest import Manifest, read_manifest, version_of, write_manifest
from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, publish_now
from tools.publisher.publisher import Publisher
from tools.publisher.seal import seal

Damage = Callable[[Settings, Path], object]


def change_live(settings: Settings, seed: int) -> None:
    """The ERP writes other rows of this year."""
    rows = erp_rows(2026, 400, seed, last=date(2026, 11, 20))
    make_source(settings.live_db, [row._replace(id=None) for row in rows])


def two_versions(settings: Settings) -> tuple[Manifest, Manifest]:
    """The older and the newer, which is served."""
    older = publish_now(settings)
    change_live(settings, 77)
    return older, publish_now(settings, older)


def served(settings: Settings) -> str:
    return read_manifest(settings.manifest_path).version


def opened(settings: Settings) -> Publisher:
    """A publisher as the watcher runs it, having looked once at everything."""
    one = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    one.open()
    settle(one)
    return one


def settle(publisher: Publisher) -> None:
    for _ in range(3):
        publisher.poll()


def forged(settings: Settings, statement: str) -> Manifest:
    """The served version with a newest partition that `statement` has changed: sealed again
    under the name of its bytes and named by the manifest, as a wrong build would leave it."""
    manifest = read_manifest(settings.manifest_path)
    part = manifest.partitions[0]
    built = settings.data_dir / "forged.db"
    shutil.copyfile(settings.partitions_dir / part.file, built)
    with closing(sqlite3.connect(built)) as db, db:
        db.execute(statement)
    file = seal(built, part.name, settings.partitions_dir)
    wrong = part.model_copy(update={"file": file.name, "size": file.stat().st_size})
    partitions = (wrong, *manifest.partitions[1:])
    changed = {"partitions": partitions, "version": version_of(partitions)}
    forgery = manifest.model_copy(update=changed)
    write_manifest(settings.manifest_path, forgery)
    return forgery
