"""How long, how large and how deep a foreign statement may get.

The API counts no memory (its mutex halves what two threads do), so SQLite's heap limits do
nothing there. What bounds memory is the size of a value, the number of temporary tables (each
keeps 2 MB before it goes to its file) and of copies of the view, and the time.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

STEPS_BETWEEN_LOOKS = 10_000
# SQLite interrupts a statement that makes no steps; the clock of steps comes first.
INTERRUPT_AFTER_S = 0.05


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bytes are those of the result; a value inside a statement may have `value_bytes`.

    SQLite looks at no clock inside a function, nor between those of one row: the longest that fit
    into a statement, 280 instr() that find nothing, take 0.6 s with 20,000 bytes, 14 with 100,000.
    """

    seconds: float = 1.5
    rows: int = 500
    bytes: int = 200_000
    value_bytes: int = 20_000


def limit(db: apsw.Connection, limits: SandboxLimits, files: int) -> None:
    for name, value in (
        (apsw.SQLITE_LIMIT_LENGTH, limits.value_bytes),
        (apsw.SQLITE_LIMIT_SQL_LENGTH, 20_000),
        (apsw.SQLITE_LIMIT_COLUMN, 60),
        # Each part of the view counts as one level.
        (apsw.SQLITE_LIMIT_EXPR_DEPTH, 100 + 6 * files),
        (apsw.SQLITE_LIMIT_COMPOUND_SELECT, 20),
        (apsw.SQLITE_LIMIT_VDBE_OP, 250_000),
        (apsw.SQLITE_LIMIT_FUNCTION_ARG, 20),
        (apsw.SQLITE_LIMIT_ATTACHED, 0),
        (apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (apsw.SQLITE_LIMIT_VARIABLE_NUMBER, 50),
        (apsw.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
        (apsw.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        db.limit(name, value)


def configure(db: apsw.Connection) -> None:
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        # "no_such_column" is then an error, not the text itself.
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    ):
        db.config(option, value)


@contextmanager
def clock(db: apsw.Connection, seconds: float) -> Iterator[None]:
    """Two of them: one counts the statement's steps, one ends what makes none."""
    deadline = time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() >= deadline, STEPS_BETWEEN_LOOKS)

    def interrupt() -> None:
        with contextlib.suppress(apsw.Error):
            db.interrupt()

    timer = threading.Timer(seconds + INTERRUPT_AFTER_S, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        # It must not interrupt a connection that is being closed.
        timer.join()
