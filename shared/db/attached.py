"""Several partitions in one short connection, for statements that no merging can replace."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

from shared.db.connection import PROGRESS_STEPS, Params, sqlite_uri
from shared.errors import GenerationUnreadable, QueryTimeout

# Pages that all attached files together may keep: a file's own default is 2 MB, 30 files' 60 MB.
CACHE_KIB = 8_000
LEAST_CACHE_KIB = 200
# Also the memory of one sort before it goes to a temporary file.
MAIN_CACHE_KIB = 1_000

ATTACH_SQL = "ATTACH :uri AS {name}"


def open_attached(files: Mapping[str, Path]) -> apsw.Connection:
    """An empty database in memory with each file attached under its name, read-only.

    Raises GenerationUnreadable when a file is gone, or there are more than SQLite attaches (125).
    """
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
    db = apsw.Connection(":memory:", flags=flags, statementcachesize=0)
    cache_kib = max(LEAST_CACHE_KIB, CACHE_KIB // max(1, len(files)))
    try:
        # First of all: a later change would drop what is temporary.
        db.pragma("temp_store", "FILE")
        db.pragma("cache_size", -MAIN_CACHE_KIB)
        for name, path in files.items():
            uri = sqlite_uri(path, mode="ro", immutable="1")
            db.execute(ATTACH_SQL.format(name=name), {"uri": uri})
            db.pragma("cache_size", -cache_kib, schema=name)
    except apsw.Error as exc:
        db.close()
        raise GenerationUnreadable(f"{len(files)} files cannot be opened together: {exc}") from exc
    return db


def attached_rows(
    files: Mapping[str, Path], sql: str, params: Params, deadline: float
) -> list[tuple[Any, ...]]:
    """All rows of one of our own statements over these files, in a connection of its own.

    Raises QueryTimeout after `deadline` (monotonic seconds), GenerationUnreadable.
    """
    db = open_attached(files)
    try:
        db.pragma("query_only", True)
        db.set_progress_handler(lambda: time.monotonic() >= deadline, PROGRESS_STEPS)
        return db.execute(sql, params).fetchall()
    except apsw.InterruptError as exc:
        raise QueryTimeout("the statement was stopped at its time limit") from exc
    except apsw.Error as exc:
        raise GenerationUnreadable(str(exc)) from exc
    finally:
        db.close()
