"""The ERP's SQLite file as its own program sees it: creating, reading and repairing it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tools.erp_simulator.plant import Row, Rows

CREATE_SQL = """
CREATE TABLE production_records(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    production_date TEXT NOT NULL,
    lot_number TEXT,
    item_code TEXT NOT NULL,
    item_name TEXT,
    good_quantity REAL DEFAULT 0
)
"""
INSERT_SQL = """
INSERT INTO production_records(
    id, production_date, lot_number, item_code, item_name, good_quantity
)
VALUES (?, ?, ?, ?, ?, ?)
"""
SELECT_SQL = """
SELECT id, production_date, lot_number, item_code, item_name, good_quantity
FROM production_records
ORDER BY id
"""
SIDE_ENDINGS = ("-wal", "-shm", "-journal")
BUSY_TIMEOUT_S = 30.0


@contextmanager
def connect(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in autocommit mode that waits for other users of the file."""
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def read_rows(path: Path) -> list[Row]:
    """All rows by id. Raises sqlite3.DatabaseError when the file is not the ERP's."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(SELECT_SQL).fetchall()


def export(path: Path, rows: Rows) -> Path:
    """A new file beside `path`, as an export program writes it; returns where it is."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    create(beside, rows)
    return beside


def create(path: Path, rows: Rows) -> None:
    with connect(path) as connection, transaction(connection):
        connection.execute(CREATE_SQL)
        connection.executemany(INSERT_SQL, rows)


def make_usable(path: Path) -> None:
    """Puts a file without rows in the place of one that SQLite or the ERP could not work with."""
    if not _is_usable(path):
        for ending in SIDE_ENDINGS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        export(path, ()).replace(path)


def _is_usable(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with connect(path) as connection:
            connection.execute(f"{SELECT_SQL} LIMIT 1").fetchall()
            return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.DatabaseError as exc:
        if exc.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
