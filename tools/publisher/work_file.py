"""SQLite files of our own that are still being made. Nobody else sees them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

from shared.db.connection import sqlite_uri


def open_work_file(path: Path) -> apsw.Connection:
    """A new file without journal and fsync: after a crash it is only swept away."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    db = apsw.Connection(str(path), flags=flags)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    return db


def attach(db: apsw.Connection, path: Path, schema: str) -> None:
    """Another file of ours, read-only, under a name that code chose."""
    uri = sqlite_uri(path, mode="ro", immutable="1")
    db.execute(f"ATTACH :uri AS {schema}", {"uri": uri})


def one_row(
    db: apsw.Connection, sql: str, params: Mapping[str, Any] | None = None
) -> tuple[Any, ...]:
    """The first row of a statement that always has one."""
    return db.execute(sql, params).fetchall()[0]


def quoted(name: str) -> str:
    """An SQL identifier; the one place where a setting becomes SQL text."""
    return '"' + name.replace('"', '""') + '"'
