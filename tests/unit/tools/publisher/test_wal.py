"""A `-wal` that outlived its database must not be replayed over the new one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import erp_rows, make_source
from tools.publisher.signature import take_signature
from tools.publisher.snapshot import take_snapshot
from tools.publisher.wal import WalWatch, committed_pages, explains


def total(path: Path) -> float:
    """Read from a private copy without its -wal, as a file that arrived alone."""
    copy = path.with_name("plain-copy.db")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as db:
        (found,) = db.execute("SELECT TOTAL(good_quantity) FROM production_records").fetchone()
    copy.unlink()
    return float(found)


@pytest.fixture
def erp(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The ERP's own connection in WAL mode, with a commit that only the -wal holds."""
    path = make_source(tmp_path / "erp.db", erp_rows(2026, 300, 1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE production_records SET good_quantity = 7")
        db.commit()
        yield db


@pytest.fixture
def source(erp: sqlite3.Connection, tmp_path: Path) -> Path:
    assert erp
    return tmp_path / "erp.db"


def replacement(tmp_path: Path) -> Path:
    """Another database in WAL format, complete in its main file."""
    path = make_source(tmp_path / "next.db", erp_rows(2026, 300, 2))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    return path


def test_a_commit_is_no_suspicion(source: Path, erp: sqlite3.Connection) -> None:
    watch = WalWatch()
    watch.observe({"live": take_signature(source)})
    erp.execute("UPDATE production_records SET good_quantity = 8")
    erp.commit()
    watch.observe({"live": take_signature(source)})
    assert not watch.suspects()


def test_a_checkpoint_is_explained(source: Path, erp: sqlite3.Connection, tmp_path: Path) -> None:
    watch = WalWatch()
    watch.observe({"live": take_signature(source)})
    erp.execute("PRAGMA wal_checkpoint(PASSIVE)")
    watch.observe({"live": take_signature(source)})
    assert watch.suspects() == {"live"}
    assert explains(source)
    taken = take_snapshot("live", source, tmp_path / "copy.db", wal_suspect=True)
    assert total(taken.path) == 300 * 7
    assert taken.warnings == ()


@pytest.mark.parametrize("how", ["rename", "overwrite"])
def test_a_replaced_main_file_leaves_its_wal_behind(source: Path, tmp_path: Path, how: str) -> None:
    watch = WalWatch()
    watch.observe({"live": take_signature(source)})
    fresh = replacement(tmp_path)
    expected = total(fresh)
    if how == "rename":
        fresh.replace(source)
    else:
        shutil.copyfile(fresh, source)
    watch.observe({"live": take_signature(source)})
    assert watch.suspects() == {"live"}
    assert not explains(source)
    taken = take_snapshot("live", source, tmp_path / "copy.db", wal_suspect=True)
    assert total(taken.path) == expected
    assert taken.warnings == ("leftover_wal",)


def test_the_suspicion_ends_with_the_next_commit(source: Path, erp: sqlite3.Connection) -> None:
    watch = WalWatch()
    watch.observe({"live": take_signature(source)})
    erp.execute("PRAGMA wal_checkpoint(PASSIVE)")
    watch.observe({"live": take_signature(source)})
    erp.execute("UPDATE production_records SET good_quantity = 9")
    erp.commit()
    watch.observe({"live": take_signature(source)})
    assert not watch.suspects()


def test_uncommitted_frames_do_not_count(source: Path) -> None:
    wal = source.with_name("erp.db-wal")
    pages, size = committed_pages(wal)
    raw = wal.read_bytes()
    # The last frame of a commit carries the database's size; without it nothing is committed.
    last = len(raw) - size - 24
    wal.write_bytes(raw[: last + 4] + b"\0\0\0\0" + raw[last + 8 :])
    assert pages
    assert committed_pages(wal)[0] == {}
