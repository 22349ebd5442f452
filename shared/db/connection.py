"""Open a published partition and run statements on it under a deadline. Wraps apsw."""

import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from shared.errors import GenerationUnreadable, QueryTimeout

# SQLite instructions between two looks at the clock; each look takes the GIL.
PROGRESS_STEPS = 20_000
# A LIKE pattern may make SQLite do quadratic work; the longest that a query object lets through
# is 100 characters, each escaped, between two percent signs.
MAX_LIKE_PATTERN = 1_000

Params = Mapping[str, Any]


def sqlite_uri(path: Path, **options: str) -> str:
    """`file:` URI of a path with any letters in it: `#`, `%`, `?`, Korean, a drive, a share."""
    uri = path.absolute().as_uri()
    query = "&".join(f"{key}={quote(value)}" for key, value in options.items())
    return f"{uri}?{query}" if query else uri


def configure_sqlite(temp_folder: Path | None = None) -> None:
    """Once in a process, before its first connection.

    Switches off the global memory counter, whose mutex halves what two threads do (3,211 against
    6,285 pages a second). Large sorts go to `temp_folder`: /tmp may be small, or memory. Windows
    always takes the user's own temporary folder.
    """
    apsw.shutdown()
    if temp_folder is not None:
        # Read while SQLite initialises.
        os.environ["SQLITE_TMPDIR"] = str(temp_folder.absolute())
    apsw.config(apsw.SQLITE_CONFIG_MEMSTATUS, False)
    apsw.initialize()


class PartitionConnection:
    """One read-only connection to one sealed file; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Raises GenerationUnreadable when the file is gone or is no partition."""
        self._name = path.name
        self._deadline = 0.0
        # Set by whoever takes the connection; ends its statements before their time.
        self.stopped: threading.Event | None = None
        try:
            self._db = apsw.Connection(
                sqlite_uri(path, mode="ro", immutable="1"),
                flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
            )
            self._db.execute("PRAGMA query_only = 1")
            self._db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchall()
        except apsw.Error as exc:
            raise GenerationUnreadable(f"{path.name}: {exc}") from exc
        self._db.limit(apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, MAX_LIKE_PATTERN)
        self._db.set_progress_handler(self._is_late, PROGRESS_STEPS)

    def rows(self, sql: str, params: Params, deadline: float) -> list[tuple[Any, ...]]:
        """All rows. Raises QueryTimeout after `deadline` (monotonic seconds)."""
        self._deadline = deadline
        try:
            return self._db.execute(sql, params).fetchall()
        except apsw.InterruptError as exc:
            raise QueryTimeout("the statement was stopped at its time limit") from exc
        except apsw.Error as exc:
            raise GenerationUnreadable(f"{self._name}: {exc}") from exc

    def _is_late(self) -> bool:
        if self.stopped is not None and self.stopped.is_set():
            return True
        return time.monotonic() >= self._deadline

    def close(self) -> None:
        self._db.close()
