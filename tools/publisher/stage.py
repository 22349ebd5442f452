"""Reads a snapshot once and writes every row down, normalised or with the reason why not."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import apsw

from shared.dates import EARLIEST_DAY, latest_day, parse_erp_date
from shared.settings import Settings
from shared.source_errors import (
    SourceCorrupt,
    SourceEmpty,
    SourceUnreadableRows,
)
from tools.publisher.own_disk import OUR_TROUBLE
from tools.publisher.source_table import check_integrity, source_columns
from tools.publisher.stage_sql import (
    CREATE_STAGED_SQL,
    NUMBER_SQL,
    REJECT_SQL,
    RESTAGE_SQL,
    STAGE_SQL,
    SUMMARY_SQL,
)
from tools.publisher.texts import reject_unreadable_texts
from tools.publisher.work_file import attach, one_row, open_work_file, quoted

ALL_ROWS = "1"
BLANKS = " \t\r\n\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Staged:
    """All rows of one source in our own file; `newest_day` is of the readable ones."""

    path: Path
    rows: int
    readable: int
    newest_day: str


def stage(
    settings: Settings, name: str, snapshot: Path, target: Path, snapshot_day: date
) -> Staged:
    """Raises a SourceRejected when nothing in the snapshot can be published."""
    target.unlink(missing_ok=True)
    try:
        with closing(open_work_file(target)) as db:
            attach(db, snapshot, "source")
            check_integrity(db, name)
            columns = source_columns(db, settings, name)
            with db:
                db.execute(CREATE_STAGED_SQL)
                read_rows(db, settings, columns, snapshot_day)
            return summary(db, name, target)
    except OUR_TROUBLE:
        raise
    except apsw.Error as exc:
        raise SourceCorrupt(f"{name}: {exc}") from exc


def summary(db: apsw.Connection, name: str, path: Path) -> Staged:
    """Raises SourceEmpty or SourceUnreadableRows when there is nothing to publish."""
    rows, readable, newest_day = one_row(db, SUMMARY_SQL)
    if not rows:
        raise SourceEmpty(f"{name}: the table has no rows")
    if not readable:
        raise SourceUnreadableRows(f"{name}: none of {rows:,} rows can be read")
    return Staged(path, rows, readable, newest_day)


def restage(partition: Path, target: Path) -> None:
    """Stage a sealed partition again, for another range of days while its source is unusable."""
    target.unlink(missing_ok=True)
    with closing(open_work_file(target)) as db:
        attach(db, partition, "source")
        with db:
            db.execute(CREATE_STAGED_SQL)
            db.execute(RESTAGE_SQL)


@lru_cache(maxsize=65_536)
def _erp_date(*values: Any) -> str | None:
    """Dates repeat: one day, or one minute, has many rows."""
    (raw,) = values
    try:
        return parse_erp_date(raw.decode() if isinstance(raw, bytes) else raw)
    except UnicodeDecodeError:
        return None


def read_rows(
    db: apsw.Connection,
    settings: Settings,
    columns: Mapping[str, str],
    snapshot_day: date,
    scope: str = ALL_ROWS,
) -> None:
    """Rows of `source` in `scope` into `staged`, with the reasons of those that are rejected."""
    db.create_scalar_function("erp_date", _erp_date, 1, deterministic=True)
    table = quoted(settings.source_table)
    db.execute(STAGE_SQL.format(table=table, number_sql=NUMBER_SQL, scope=scope, **columns))
    db.execute(
        REJECT_SQL.format(scope=scope),
        {
            "blanks": BLANKS,
            "earliest": EARLIEST_DAY.isoformat(),
            "latest": latest_day(snapshot_day).isoformat(),
        },
    )
    reject_unreadable_texts(db, scope)
