"""The ways in which an ERP writes its live file.

Whatever stood at `path` before (a damaged file, or none), each leaves exactly `rows` there; only
`touch` leaves the content alone. A `-wal` from `wal(leave_wal=True)` is for the next style to fall
over: those that go through SQLite read it, those that replace the file leave it beside the new one.
"""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from tools.erp_simulator.erp_file import (
    CREATE_SQL,
    INSERT_SQL,
    SELECT_SQL,
    connect,
    create,
    export,
    make_usable,
    transaction,
)
from tools.erp_simulator.plant import Row, Rows

Change = Callable[[Path, Rows], None]
Sleep = Callable[[float], None]


def refill(path: Path, rows: Rows) -> None:
    """Empties and fills the table in one transaction."""
    make_usable(path)
    with connect(path) as connection, transaction(connection):
        connection.execute("DELETE FROM production_records")
        connection.executemany(INSERT_SQL, rows)


def refill_slow(
    path: Path, rows: Rows, *, steps: int = 5, pause_s: float = 0.2, sleep: Sleep = time.sleep
) -> None:
    """Empties, then fills in `steps` transactions: a reader may see a valid, short table."""
    make_usable(path)
    size = max(1, -(-len(rows) // steps))
    with connect(path) as connection:
        connection.execute("DELETE FROM production_records")
        for start in range(0, len(rows), size):
            sleep(pause_s)
            with transaction(connection):
                connection.executemany(INSERT_SQL, rows[start : start + size])


def append(path: Path, rows: Rows) -> None:
    """One transaction that adds what is new and corrects what is different, and nothing else."""
    make_usable(path)
    with connect(path) as connection, transaction(connection):
        held: dict[int, Row] = {row[0]: row for row in connection.execute(SELECT_SQL)}
        different = [row for row in rows if held.get(row[0]) != row]
        gone = set(held).difference(row[0] for row in rows)
        gone.update(row[0] for row in different if row[0] in held)
        connection.executemany(
            "DELETE FROM production_records WHERE id = ?", [(number,) for number in sorted(gone)]
        )
        connection.executemany(INSERT_SQL, different)


def drop_create(path: Path, rows: Rows) -> None:
    """DROP, CREATE and the rows, each committed by itself."""
    make_usable(path)
    with connect(path) as connection:
        connection.execute("DROP TABLE production_records")
        connection.execute(CREATE_SQL)
        with transaction(connection):
            connection.executemany(INSERT_SQL, rows)


def rename_over(path: Path, rows: Rows) -> None:
    """A new file beside the old one takes its name."""
    export(path, rows).replace(path)


def overwrite(path: Path, rows: Rows) -> None:
    """The new bytes over the old ones in place; the length is cut afterwards."""
    slow_overwrite(path, rows, chunks=1, pause_s=0)


def slow_overwrite(
    path: Path, rows: Rows, *, chunks: int = 10, pause_s: float = 0.1, sleep: Sleep = time.sleep
) -> None:
    """Like `overwrite`, in `chunks` with pauses between them: half new, half old for a while."""
    beside = export(path, rows)
    content = beside.read_bytes()
    beside.unlink()
    size = -(-len(content) // chunks)
    with path.open("r+b" if path.exists() else "xb", buffering=0) as target:
        for start in range(0, len(content), size):
            if start:
                sleep(pause_s)
            target.write(content[start : start + size])
        target.truncate(len(content))


def overwrite_truncate(path: Path, rows: Rows) -> None:
    """A plain file copy: the old file is cut to nothing, then written."""
    beside = export(path, rows)
    shutil.copyfile(beside, path)
    beside.unlink()


def delete_recreate(path: Path, rows: Rows) -> None:
    """The file is gone, then there is a new one, filled through SQLite."""
    path.unlink(missing_ok=True)
    create(path, rows)


def wal(path: Path, rows: Rows, *, leave_wal: bool = False) -> None:
    """Switches the file to WAL mode and commits there.

    `leave_wal`: as after a killed ERP, the commit stays in the `-wal` and the file itself is old.
    """
    make_usable(path)
    kept = [path.with_name(path.name + ending) for ending in ("", "-wal")]
    copies = [path.with_name(f"{file.name}.kept") for file in kept]
    with connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        with transaction(connection):
            connection.execute("DELETE FROM production_records")
            connection.executemany(INSERT_SQL, rows)
        if leave_wal:
            for file, copy in zip(kept, copies, strict=True):
                shutil.copyfile(file, copy)
    if leave_wal:
        # The -wal last, as a killed ERP wrote it last.
        for file, copy in zip(kept, copies, strict=True):
            shutil.copyfile(copy, file)
            copy.unlink()


def touch(path: Path, rows: Rows) -> None:  # noqa: ARG001 - the content stays
    """A new modification time on the same bytes; an empty file where there was none."""
    path.touch()


def same_mtime(path: Path, rows: Rows) -> None:
    """New bytes in place under the old modification time."""
    before = path.stat() if path.exists() else None
    overwrite(path, rows)
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


STYLES: Mapping[str, Change] = MappingProxyType(
    {
        style.__name__: style
        for style in (
            refill,
            refill_slow,
            append,
            drop_create,
            rename_over,
            overwrite,
            overwrite_truncate,
            slow_overwrite,
            delete_recreate,
            wal,
            touch,
            same_mtime,
        )
    }
)
KEEPS_CONTENT = frozenset({"touch"})
