"""What an ERP leaves beside its file when it is killed, or held up, in the middle of its work.

Each leaves exactly `rows` for whoever reads the file as SQLite does, together with its side files.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.erp_simulator.erp_file import INSERT_SQL, SIDE_ENDINGS, connect, make_usable, transaction
from tools.erp_simulator.plant import Rows
from tools.erp_simulator.styles import Sleep, rename_over, wal

DELETE_SQL = "DELETE FROM production_records"
COUNT_SQL = "SELECT count(*) FROM production_records"


def wal_kept(path: Path, rows: Rows) -> None:
    """Killed after a commit in WAL mode: the rows are in the `-wal` only."""
    wal(path, rows, leave_wal=True)


def wal_touched(path: Path, rows: Rows, *, pause_s: float = 0.2, sleep: Sleep = time.sleep) -> None:
    """Like `wal_kept`; then a backup program touches the file itself, which changes nothing."""
    wal_kept(path, rows)
    sleep(pause_s)
    path.touch()


def wal_held_up(path: Path, rows: Rows, *, pause_s: float = 0.2, sleep: Sleep = time.sleep) -> None:
    """A checkpoint that a reader kept from finishing: part of the `-wal` is in the file too."""
    make_usable(path)
    half = len(rows) // 2
    with connect(path) as connection, connect(path) as reader:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        with transaction(connection):
            connection.execute(DELETE_SQL)
            connection.executemany(INSERT_SQL, rows[:half])
        reader.execute("BEGIN")
        reader.execute(COUNT_SQL).fetchall()
        with transaction(connection):
            connection.executemany(INSERT_SQL, rows[half:])
        sleep(pause_s)
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        with _as_it_stood(path.with_name(f"{path.name}-wal"), path):
            reader.rollback()
            reader.close()
            connection.close()


def hot_journal(path: Path, rows: Rows) -> None:
    """Killed in the middle of a transaction, with pages of it in the file already."""
    for ending in SIDE_ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    rename_over(path, rows)
    with connect(path) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE production_records SET good_quantity = good_quantity + 1")
        with _as_it_stood(path.with_name(f"{path.name}-journal"), path):
            connection.rollback()
            connection.close()


@contextmanager
def _as_it_stood(*files: Path) -> Iterator[None]:
    """Puts files back as they were before the block, in the order in which they are named.

    The one that the ERP wrote last comes last: a journal before the pages that it saves, and the
    checkpoint's pages after the `-wal`.
    """
    copies = [path.with_name(f"{path.name}.kept") for path in files]
    for file, copy in zip(files, copies, strict=True):
        shutil.copyfile(file, copy)
    yield
    for file, copy in zip(files, copies, strict=True):
        shutil.copyfile(copy, file)
        copy.unlink()
