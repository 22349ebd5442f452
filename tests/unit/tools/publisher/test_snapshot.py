"""Consistent copies, in every state that SQLite and the ERP leave a file in."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.source_errors import (
    SourceBusy,
    SourceChanging,
    SourceMissing,
    SourceNotSqlite,
    SourceRejected,
    SourceTruncated,
)
from tests.factories import erp_rows, make_source
from tools.publisher import snapshot as snapshot_module
from tools.publisher.header import Header
from tools.publisher.signature import Signature
from tools.publisher.snapshot import take_snapshot


def total(path: Path) -> tuple[int, float]:
    with closing(sqlite3.connect(path)) as db:
        found: tuple[int, float] = db.execute(
            "SELECT COUNT(*), TOTAL(good_quantity) FROM production_records"
        ).fetchone()
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "erp #1%.db", erp_rows(2026, 300, 1))


def test_plain_file(source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    taken = take_snapshot("live", source, tmp_path / "copy.db")
    assert total(taken.path) == total(source)
    assert source.read_bytes() == before
    assert taken.warnings == ()


def test_what_only_the_wal_holds_is_read(source: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(source)) as erp:
        erp.execute("PRAGMA journal_mode = WAL")
        erp.execute("PRAGMA wal_autocheckpoint = 0")
        erp.execute("UPDATE production_records SET good_quantity = 1")
        erp.commit()
        names = sorted(path.name for path in tmp_path.iterdir())
        taken = take_snapshot("live", source, tmp_path / "copy.db")
        assert total(taken.path)[1] == 300
        assert sorted(p.name for p in tmp_path.iterdir() if "copy" not in p.name) == names


def test_a_wal_beside_a_file_that_uses_none_is_ignored(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(source, other)
    with closing(sqlite3.connect(other)) as erp:
        erp.execute("PRAGMA journal_mode = WAL")
        erp.execute("PRAGMA wal_autocheckpoint = 0")
        erp.execute("UPDATE production_records SET good_quantity = 777")
        erp.commit()
        shutil.copyfile(f"{other}-wal", f"{source}-wal")
    with closing(sqlite3.connect(f"{source.as_uri()}?immutable=1", uri=True)) as plain:
        (expected,) = plain.execute(
            "SELECT TOTAL(good_quantity) FROM production_records"
        ).fetchone()
    taken = take_snapshot("live", source, tmp_path / "copy.db")
    assert total(taken.path)[1] == expected
    assert taken.warnings == ("leftover_side_file",)


# Another process, as the ERP is one: POSIX locks do not hold between two SQLite libraries in one.
WRITER = """
import sqlite3, sys
erp = sqlite3.connect(sys.argv[1], timeout=30)
value = 0
while True:
    value += 1
    erp.execute("UPDATE production_records SET good_quantity = ?", (value,))
    erp.commit()
"""


@pytest.fixture
def steady_writer(source: Path) -> Iterator[None]:
    """Every commit changes all rows at once, so a torn copy would hold two values."""
    with closing(sqlite3.connect(source)) as erp, erp:
        erp.execute("UPDATE production_records SET good_quantity = 0")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(source)])
    yield
    writer.kill()
    writer.wait()


@pytest.mark.usefixtures("steady_writer")
def test_a_steady_sqlite_writer_is_copied_under_its_own_lock(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[str] = []
    original = snapshot_module._copy_locked

    def counted(
        source: Path, target: Path, header: Header, foreign: frozenset[str], shown: str
    ) -> Signature:
        locked.append(shown)
        return original(source, target, header, foreign, shown)

    monkeypatch.setattr(snapshot_module, "_copy_locked", counted)
    copies = 0
    while copies < 20 or not locked:
        try:
            taken = take_snapshot("live", source, tmp_path / "copy.db")
        except (SourceBusy, SourceChanging):
            continue
        copies += 1
        with closing(sqlite3.connect(taken.path)) as db:
            sql = "SELECT COUNT(DISTINCT good_quantity) FROM production_records"
            assert db.execute(sql).fetchone() == (1,)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, SourceMissing),
        (b"", SourceTruncated),
        (b"ERP export in progress" * 400, SourceNotSqlite),
        (b"SQLite format 3\0", SourceNotSqlite),
    ],
    ids=["missing", "zero bytes", "text", "only the magic"],
)
def test_no_database(tmp_path: Path, content: bytes | None, error: type[SourceRejected]) -> None:
    path = tmp_path / "erp.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error):
        take_snapshot("live", path, tmp_path / "copy.db")


def test_half_a_file(source: Path, tmp_path: Path) -> None:
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    with pytest.raises(SourceTruncated, match="bytes"):
        take_snapshot("live", source, tmp_path / "copy.db")
