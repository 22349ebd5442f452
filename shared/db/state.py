"""`state.db`: the one file that API processes write together. Wraps apsw.

It holds nothing that the hub cannot do without, so it is made anew wherever it is missing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import apsw

from shared.chat_errors import ChatStateUnavailable
from shared.db.connection import Params

STATE_FILE = "state.db"
# Other processes hold the file for a fraction of a millisecond at a time.
BUSY_TIMEOUT_MS = 2_000
# Raised when the tables change; an older file is emptied then.
STATE_FORMAT = 1

FORMAT_SQL = "PRAGMA user_version"
SET_FORMAT_SQL = f"PRAGMA user_version = {STATE_FORMAT}"
OPEN_SQL = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
"""
BEGIN_SQL = "BEGIN IMMEDIATE"
SCHEMA_SQL = """
    DROP TABLE IF EXISTS exchanges;
    DROP TABLE IF EXISTS sessions;
    DROP TABLE IF EXISTS turns;
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        user TEXT NOT NULL,
        used_at REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX sessions_used ON sessions (used_at);
    CREATE TABLE exchanges (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) WITHOUT ROWID;
    CREATE TABLE turns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        user TEXT NOT NULL,
        started_at REAL NOT NULL,
        ends_by REAL NOT NULL,
        ended_at REAL,
        outcome TEXT,
        model TEXT,
        tools TEXT,
        tokens INTEGER NOT NULL DEFAULT 0,
        ms INTEGER
    );
    CREATE INDEX turns_user ON turns (user, started_at);
    CREATE INDEX turns_started ON turns (started_at, tokens);
    CREATE INDEX turns_running ON turns (ends_by) WHERE ended_at IS NULL;
"""

Result = TypeVar("Result")


class StateConnection:
    """One connection, used by one thread. Opened at the first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: apsw.Connection | None = None

    def transaction(self, work: Callable[["StateConnection"], Result]) -> Result:
        """All of `work` or nothing. Raises ChatStateUnavailable."""
        with self._translated():
            db = self._opened()
            db.execute(BEGIN_SQL)
            try:
                result = work(self)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
            return result

    def rows(self, sql: str, params: Params) -> list[tuple[Any, ...]]:
        """Inside `transaction`."""
        assert self._db is not None
        return self._db.execute(sql, params).fetchall()

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _opened(self) -> apsw.Connection:
        if self._db is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = apsw.Connection(str(self._path))
            try:
                db.set_busy_timeout(BUSY_TIMEOUT_MS)
                for _ in db.execute(OPEN_SQL):
                    pass
                _prepare(db)
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (apsw.Error, OSError) as exc:
            # The next use opens the file again: it may have been deleted or mended.
            self.close()
            raise ChatStateUnavailable(f"{self._path.name}: {exc}") from exc


def _prepare(db: apsw.Connection) -> None:
    """Tables of today's format; the first of several processes makes them."""
    db.execute(BEGIN_SQL)
    try:
        if db.execute(FORMAT_SQL).fetchall() != [(STATE_FORMAT,)]:
            db.execute(SCHEMA_SQL)
            db.execute(SET_FORMAT_SQL)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
