"""The ERP's table inside a snapshot: is it sound, and which of its columns are ours."""

import apsw

from shared.settings import COLUMNS, Settings
from shared.source_errors import SourceColumnsMissing, SourceCorrupt, SourceTableMissing
from tools.publisher.work_file import one_row, quoted

TABLES_SQL = """
    SELECT name
    FROM source.sqlite_schema
    WHERE type IN ('table', 'view')
"""

KIND_SQL = """
    SELECT type, wr
    FROM pragma_table_list
    WHERE schema = 'source' AND lower(name) = lower(:table)
"""

NAME, PRIMARY_KEY = 1, 5


def check_integrity(db: apsw.Connection, name: str) -> None:
    """Raises SourceCorrupt. `quick_check` proves a sound b-tree, not one moment."""
    (verdict,) = one_row(db, "PRAGMA source.quick_check(1)")
    if verdict != "ok":
        raise SourceCorrupt(f"{name}: {verdict}")


def source_columns(db: apsw.Connection, settings: Settings, name: str) -> dict[str, str]:
    """SQL expression of each of our columns; SQLite compares names without case.

    `row` is the number by which SQLite itself knows the row, NULL in a view or without rowid.

    Raises SourceTableMissing or SourceColumnsMissing, saying what is there instead.
    """
    table = settings.source_table
    info = db.execute(f"PRAGMA source.table_info({quoted(table)})").fetchall()
    found = {str(row[NAME]).lower(): str(row[NAME]) for row in info}
    if not found:
        others = ", ".join(str(row[0]) for row in db.execute(TABLES_SQL)) or "no table"
        raise SourceTableMissing(f"{name}: no table {table}; the file has {others}")
    wanted = {ours: settings.source_column(ours) for ours in COLUMNS}
    missing = [theirs for theirs in wanted.values() if theirs.lower() not in found]
    if missing:
        raise SourceColumnsMissing(
            f"{name}: {', '.join(missing)} not in {table}; it has {', '.join(found.values())}"
        )
    columns = {ours: quoted(found[theirs.lower()]) for ours, theirs in wanted.items()}
    columns["row"] = "rowid" if _has_rowid(db, table) else "NULL"
    keys = [str(row[NAME]).lower() for row in info if row[PRIMARY_KEY]]
    if keys != [wanted["id"].lower()]:
        # Cursors need an id that no two rows share: without a primary key, SQLite's own.
        columns["id"] = "rowid"
    return columns


def _has_rowid(db: apsw.Connection, table: str) -> bool:
    kinds = db.execute(KIND_SQL, {"table": table}).fetchall()
    return [(str(kind), without) for kind, without in kinds] == [("table", 0)]
