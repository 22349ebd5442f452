"""A consistent copy of one ERP file, taken without getting in the ERP's way.

Lock-free first: copy the file and what SQLite keeps beside it between two equal signatures,
then let SQLite recover the copy in our folder. Only a steady SQLite writer makes us take
SQLite's own read lock, for one copy.
"""

import hashlib
import shutil
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from shared.db.connection import sqlite_uri
from shared.source_errors import (
    DiskFull,
    LeftoverSideFile,
    SourceBusy,
    SourceChanging,
    SourceCorrupt,
    SourceMissing,
    SourceUnreadable,
)
from tools.publisher.header import Header, read_header
from tools.publisher.own_disk import FULL, OUR_TROUBLE
from tools.publisher.side_files import Owner, SideFileDoubt, Suspicion, owner_of_wal, sample_of
from tools.publisher.signature import SIDE_FILES, Signature, is_missing, side_file, take_signature

LOCK_FREE_TRIES = 3
PAUSE_S = 0.05
BUSY_TIMEOUT_MS = 2_000
# Copy, staged rows, the sort's temporary file and the finished partition, with some air.
DISK_FACTOR = 4.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`path` is ours alone. `signature` is of exactly the state that was copied.

    `main_sample` is of the main file alone, where a `-wal` was applied to it.
    """

    path: Path
    signature: Signature
    digest: str
    main_sample: str | None
    warnings: tuple[str, ...]


def take_snapshot(
    name: str, source: Path, target: Path, doubt: SideFileDoubt | None = None
) -> Snapshot:
    """Copy `source` to `target`. Raises a SourceRejected or DiskFull."""
    shown = f"{name} ({source})"
    header = read_header(source, shown)
    foreign = _foreign_side_files(source, header, doubt)
    _check_disk(source, target)
    signature = _copy_lock_free(source, target, foreign)
    main_sample = None
    if signature is None:
        signature = _copy_locked(source, target, header, foreign, shown)
    else:
        if side_file(target, "-wal").exists():
            main_sample = sample_of(target)
        _recover(target, shown)
    warnings = (LeftoverSideFile.code(),) if foreign else ()
    return Snapshot(target, signature, digest_of(target), main_sample, warnings)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _foreign_side_files(
    source: Path, header: Header, doubt: SideFileDoubt | None
) -> frozenset[str]:
    """Endings of side files that belong to a database which is no longer there.

    Raises SourceChanging when that cannot be told.
    """
    foreign = set()
    if _size(side_file(source, "-wal")) > 0 and _is_foreign_wal(source, header, doubt):
        foreign.add("-wal")
    if (
        doubt is not None
        and doubt.journal is Suspicion.REPLACED
        and _size(side_file(source, "-journal")) > 0
    ):
        foreign.add("-journal")
    return frozenset(foreign)


def _is_foreign_wal(source: Path, header: Header, doubt: SideFileDoubt | None) -> bool:
    if not header.uses_wal:
        # SQLite would replay it over the new content and quick_check would call the mix ok.
        return True
    if doubt is None or doubt.wal is None:
        return False
    if doubt.wal is Suspicion.REPLACED:
        return True
    try:
        if sample_of(source) in doubt.main_samples:
            return False
        owner = owner_of_wal(source)
    except OSError as exc:
        raise SourceChanging(f"{source}: {exc.strerror}") from exc
    if owner is Owner.UNCLEAR:
        raise SourceChanging(f"{source} and its -wal file do not fit together")
    return owner is Owner.ANOTHER_FILE


def _check_disk(source: Path, target: Path) -> None:
    needed = int(source.stat().st_size * DISK_FACTOR)
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise DiskFull(f"{free:,} bytes free in {target.parent}, about {needed:,} needed")


def _copy_lock_free(source: Path, target: Path, foreign: frozenset[str]) -> Signature | None:
    for _ in range(LOCK_FREE_TRIES):
        before = take_signature(source)
        if is_missing(before):
            raise SourceMissing(str(source))
        _clear(target)
        try:
            shutil.copyfile(source, target)
            _copy_side_files(source, target, foreign)
        except FileNotFoundError:
            continue
        except OSError as exc:
            if exc.errno in FULL:
                raise
            raise SourceUnreadable(f"{source}: {exc.strerror}") from exc
        if take_signature(source) == before:
            return before
        time.sleep(PAUSE_S)
    return None


def _copy_side_files(source: Path, target: Path, foreign: frozenset[str]) -> None:
    for suffix in SIDE_FILES:
        if suffix not in foreign:
            with suppress(FileNotFoundError):
                shutil.copyfile(side_file(source, suffix), side_file(target, suffix))


def _recover(target: Path, shown: str) -> None:
    """Apply a hot journal or a WAL to the copy, so that it is one complete file."""
    try:
        with closing(apsw.Connection(str(target))) as db:
            db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchall()
            db.execute("PRAGMA journal_mode = DELETE").fetchall()
    except OUR_TROUBLE:
        raise
    except apsw.Error as exc:
        raise SourceCorrupt(f"{shown}: {exc}") from exc


def _copy_locked(
    source: Path, target: Path, header: Header, foreign: frozenset[str], shown: str
) -> Signature:
    _clear(target)
    # immutable ignores side files, and creates no -shm beside a WAL file that is complete.
    complete = header.uses_wal and _size(side_file(source, "-wal")) == 0
    options = {"immutable": "1"} if complete or foreign else {"mode": "ro"}
    # Closed after SQLite: closing any handle earlier would drop SQLite's lock (POSIX).
    with source.open("rb", buffering=0) as raw:
        try:
            with (
                closing(
                    apsw.Connection(
                        sqlite_uri(source, **options),
                        flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
                    )
                ) as db,
                closing(apsw.Connection(str(target))) as copy,
            ):
                db.set_busy_timeout(BUSY_TIMEOUT_MS)
                copy.execute("PRAGMA synchronous = OFF").fetchall()
                db.execute("BEGIN")
                db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchall()
                signature = take_signature(source, raw)
                with copy.backup("main", db, "main") as backup:
                    backup.step(-1)
                after = take_signature(source, raw)
        except apsw.FullError:
            raise
        except apsw.BusyError as exc:
            raise SourceBusy(f"{shown}: {exc}") from exc
        except apsw.Error as exc:
            raise SourceCorrupt(f"{shown}: {exc}") from exc
    if after[0] != signature[0]:
        raise SourceChanging(f"{shown} was written while it was copied")
    return signature


def _clear(target: Path) -> None:
    for suffix in ("", *SIDE_FILES, "-shm"):
        side_file(target, suffix).unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
