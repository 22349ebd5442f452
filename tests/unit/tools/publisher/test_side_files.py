"""A side file that outlived its database must not be replayed over the new one."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.source_errors import SourceChanging
from tests.factories import erp_rows, make_source
from tools.publisher.side_files import (
    Owner,
    SideFileDoubt,
    SideFileWatch,
    Suspicion,
    last_versions,
    owner_of_wal,
    sample_of,
)
from tools.publisher.signature import take_signature
from tools.publisher.snapshot import take_snapshot


def total(path: Path) -> float:
    """Read from a private copy without its -wal, as a file that arrived alone."""
    copy = path.with_name("plain-copy.db")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as db:
        (found,) = db.execute("SELECT TOTAL(good_quantity) FROM production_records").fetchone()
    copy.unlink()
    return float(found)


def look(watch: SideFileWatch, source: Path) -> None:
    watch.observe({"live": take_signature(source)}, {"live": source})


def wal_suspicion(watch: SideFileWatch) -> Suspicion | None:
    doubt = watch.doubt("live", None)
    return doubt.wal if doubt else None


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
    watch = SideFileWatch()
    look(watch, source)
    erp.execute("UPDATE production_records SET good_quantity = 8")
    erp.commit()
    look(watch, source)
    assert watch.doubt("live", None) is None


def test_a_checkpoint_is_explained(source: Path, erp: sqlite3.Connection, tmp_path: Path) -> None:
    watch = SideFileWatch()
    look(watch, source)
    erp.execute("PRAGMA wal_checkpoint(PASSIVE)")
    look(watch, source)
    assert wal_suspicion(watch) is Suspicion.WRITTEN
    assert owner_of_wal(source) is Owner.THIS_FILE
    doubt = SideFileDoubt(wal=Suspicion.WRITTEN)
    taken = take_snapshot("live", source, tmp_path / "copy.db", doubt)
    assert total(taken.path) == 300 * 7
    assert taken.warnings == ()


@pytest.mark.parametrize(
    ("how", "suspicion"), [("rename", Suspicion.REPLACED), ("overwrite", Suspicion.WRITTEN)]
)
def test_a_replaced_main_file_leaves_its_wal_behind(
    source: Path, tmp_path: Path, how: str, suspicion: Suspicion
) -> None:
    watch = SideFileWatch()
    look(watch, source)
    fresh = replacement(tmp_path)
    expected = total(fresh)
    if how == "rename":
        fresh.replace(source)
    else:
        shutil.copyfile(fresh, source)
    look(watch, source)
    assert wal_suspicion(watch) is suspicion
    assert owner_of_wal(source) is Owner.ANOTHER_FILE
    doubt = SideFileDoubt(wal=suspicion)
    taken = take_snapshot("live", source, tmp_path / "copy.db", doubt)
    assert total(taken.path) == expected
    assert taken.warnings == ("leftover_side_file",)


def test_a_touch_is_explained_by_the_bytes(source: Path, tmp_path: Path) -> None:
    known = sample_of(source)
    source.touch()
    assert owner_of_wal(source) is Owner.ANOTHER_FILE
    taken = take_snapshot(
        "live",
        source,
        tmp_path / "copy.db",
        SideFileDoubt(wal=Suspicion.WRITTEN, main_samples=frozenset({known})),
    )
    assert total(taken.path) == 300 * 7
    assert taken.main_sample == known


def test_a_checkpoint_that_was_held_up_is_explained(tmp_path: Path) -> None:
    """A reader keeps the second commit out of the main file; the first one's pages are there."""
    path = make_source(tmp_path / "held.db", erp_rows(2026, 3_000, 1))
    with closing(sqlite3.connect(path)) as erp, closing(sqlite3.connect(path)) as reader:
        erp.execute("PRAGMA journal_mode = WAL")
        erp.execute("PRAGMA wal_autocheckpoint = 0")
        erp.execute("UPDATE production_records SET good_quantity = 7")
        erp.commit()
        watch = SideFileWatch()
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM production_records").fetchall()
        erp.execute("UPDATE production_records SET good_quantity = 8 WHERE id > 2900")
        erp.commit()
        look(watch, path)
        erp.execute("PRAGMA wal_checkpoint(PASSIVE)")
        look(watch, path)
        assert wal_suspicion(watch) is Suspicion.WRITTEN
        assert owner_of_wal(path) is Owner.THIS_FILE
        doubt = SideFileDoubt(wal=Suspicion.WRITTEN)
        taken = take_snapshot("live", path, tmp_path / "copy.db", doubt)
        assert total(taken.path) == 2_900 * 7 + 100 * 8


def test_a_checkpoint_that_was_cut_off_is_not_guessed_at(source: Path, tmp_path: Path) -> None:
    """One page of many is in the main file: neither ignoring nor replaying is surely right."""
    wal = source.with_name("erp.db-wal").read_bytes()
    number, frame = next(iter(last_versions(source.with_name("erp.db-wal")).items()))
    with source.open("r+b") as main:
        main.seek((number - 1) * frame.size)
        main.write(wal[frame.offset : frame.offset + frame.size])
    assert owner_of_wal(source) is Owner.UNCLEAR
    with pytest.raises(SourceChanging, match="do not fit"):
        take_snapshot("live", source, tmp_path / "copy.db", SideFileDoubt(wal=Suspicion.WRITTEN))


def test_the_suspicion_ends_with_the_next_commit(source: Path, erp: sqlite3.Connection) -> None:
    watch = SideFileWatch()
    look(watch, source)
    erp.execute("PRAGMA wal_checkpoint(PASSIVE)")
    look(watch, source)
    erp.execute("UPDATE production_records SET good_quantity = 9")
    erp.commit()
    look(watch, source)
    assert watch.doubt("live", None) is None


def test_frames_that_no_commit_ends_change_nothing(source: Path) -> None:
    wal = source.with_name("erp.db-wal")
    found = last_versions(wal)
    end = max(found.values(), key=lambda frame: frame.offset)
    raw = wal.read_bytes()
    # The last frame of a commit carries the database's size, 20 bytes before its page.
    size_at = end.offset - 20
    wal.write_bytes(raw[:size_at] + b"\0\0\0\0" + raw[size_at + 4 :])
    assert found
    assert last_versions(wal) == {}


def test_a_touch_before_the_first_copy_of_the_wal(tmp_path: Path) -> None:
    """Nobody has read the file since it went over to WAL; its bytes were seen with the -wal."""
    path = make_source(tmp_path / "erp.db", erp_rows(2026, 300, 1))
    watch = SideFileWatch()
    look(watch, path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE production_records SET good_quantity = 7")
        db.commit()
        look(watch, path)
        path.touch()
        look(watch, path)
        doubt = watch.doubt("live", None)
        assert doubt is not None
        taken = take_snapshot("live", path, tmp_path / "copy.db", doubt)
        assert total(taken.path) == 300 * 7


KILLED_WRITER = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 2")
db.execute("BEGIN")
db.execute("UPDATE production_records SET good_quantity = good_quantity + 1000")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_journal_of_a_replaced_file_is_not_rolled_back_into_the_new_one(tmp_path: Path) -> None:
    path = make_source(tmp_path / "erp.db", erp_rows(2026, 4_000, 1))
    subprocess.run([sys.executable, "-c", KILLED_WRITER, str(path)], check=False)
    watch = SideFileWatch()
    look(watch, path)
    fresh = make_source(tmp_path / "next.db", erp_rows(2026, 4_000, 2))
    expected = total(fresh)
    fresh.replace(path)
    look(watch, path)
    taken = take_snapshot("live", path, tmp_path / "copy.db", watch.doubt("live", None))
    assert total(taken.path) == expected
    assert taken.warnings == ("leftover_side_file",)


def test_a_journal_of_a_running_transaction_is_rolled_back(tmp_path: Path) -> None:
    path = make_source(tmp_path / "erp.db", erp_rows(2026, 4_000, 1))
    expected = total(path)
    watch = SideFileWatch()
    look(watch, path)
    subprocess.run([sys.executable, "-c", KILLED_WRITER, str(path)], check=False)
    look(watch, path)
    look(watch, path)
    taken = take_snapshot("live", path, tmp_path / "copy.db", watch.doubt("live", None))
    assert total(taken.path) == expected
