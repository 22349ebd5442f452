"""Brings the staged rows of the last publish up to date, instead of reading every row anew.

The hub keeps what it staged for the live file's published partition. The new snapshot is compared
with it row by row, in C. Only rows that differ are read, and only the days from the earliest of
them on are built again.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw

from shared.dates import EARLIEST_DAY, latest_day
from shared.settings import COLUMNS, Settings
from shared.source_errors import SourceCorrupt
from tools.publisher.own_disk import OUR_TROUBLE
from tools.publisher.source_table import check_integrity, source_columns
from tools.publisher.stage import Staged, read_rows, summary
from tools.publisher.work_file import attach, one_row, open_work_file, quoted

# With more changed rows than this share a full build is the shorter way.
MAX_CHANGED_SHARE = 0.2
SCOPE = "rowid IN (SELECT row FROM changed)"
NO_DAY = "9999-99-99"

CREATE_CHANGED_SQL = """
    CREATE TEMP TABLE changed(row INTEGER PRIMARY KEY)
"""

# A date too far ahead may have come into reach since.
CHANGED_SQL = """
    INSERT INTO changed
    SELECT new.rowid
    FROM source.{table} AS new
    LEFT JOIN staged AS old ON old.rowid = new.rowid
    WHERE old.rowid IS NULL
        OR (old.reason = 'date_out_of_range' AND substr(old.moment, 1, 10) BETWEEN :first AND :last)
        OR {differs}
    LIMIT :limit
"""

GONE_SQL = """
    INSERT INTO changed
    SELECT old.rowid
    FROM staged AS old
    LEFT JOIN source.{table} AS new ON new.rowid = old.rowid
    WHERE new.rowid IS NULL
    LIMIT :limit
"""

STAGED_COUNT_SQL = """
    SELECT COUNT(*)
    FROM staged
"""

CHANGED_COUNT_SQL = """
    SELECT COUNT(*)
    FROM changed
"""

EARLIEST_DAY_SQL = f"""
    SELECT IFNULL(MIN(substr(moment, 1, 10)), '{NO_DAY}')
    FROM staged
    WHERE {SCOPE} AND reason IS NULL
"""

FORGET_SQL = f"""
    DELETE FROM staged
    WHERE {SCOPE}
"""


@dataclass(frozen=True, slots=True)
class Increment:
    """`from_day`: the first day with a row that came, went or changed."""

    staged: Staged
    from_day: str
    changed_rows: int


def update_staged(
    settings: Settings, name: str, snapshot: Path, kept: Path, snapshot_day: date
) -> Increment | None:
    """Change `kept` to what `snapshot` holds; None when reading all anew is better.

    `kept` is of no use after None or an exception. Raises a SourceRejected.
    """
    try:
        with closing(open_work_file(kept)) as db:
            attach(db, snapshot, "source")
            check_integrity(db, name)
            columns = source_columns(db, settings, name)
            if columns["row"] == "NULL":
                return None
            changed_rows = _find_changes(db, settings, columns, snapshot_day)
            if changed_rows is None:
                return None
            with db:
                before = one_row(db, EARLIEST_DAY_SQL)[0]
                db.execute(FORGET_SQL)
                read_rows(db, settings, columns, snapshot_day, SCOPE)
                after = one_row(db, EARLIEST_DAY_SQL)[0]
            return Increment(summary(db, name, kept), min(before, after), changed_rows)
    except OUR_TROUBLE:
        raise
    except apsw.Error as exc:
        raise SourceCorrupt(f"{name}: {exc}") from exc


def _find_changes(
    db: apsw.Connection, settings: Settings, columns: Mapping[str, str], snapshot_day: date
) -> int | None:
    """How many rows are in `changed` now; None when they are too many."""
    db.execute(CREATE_CHANGED_SQL)
    (rows,) = one_row(db, STAGED_COUNT_SQL)
    limit = int(rows * MAX_CHANGED_SHARE) + 1
    table = quoted(settings.source_table)
    differs = " OR ".join(f"new.{columns[ours]} IS NOT old.{ours}" for ours in COLUMNS)
    reach = {"first": EARLIEST_DAY.isoformat(), "last": latest_day(snapshot_day).isoformat()}
    db.execute(CHANGED_SQL.format(table=table, differs=differs), reach | {"limit": limit})
    db.execute(GONE_SQL.format(table=table), {"limit": limit})
    (changed,) = one_row(db, CHANGED_COUNT_SQL)
    return int(changed) if changed < limit else None
