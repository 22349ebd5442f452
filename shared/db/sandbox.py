"""Runs one foreign SELECT over all partitions: nothing is written, time and memory are bounded.

No layer is trusted alone: immutable read-only files; an allow-list of names and functions; limits
on the statement and on each value; temporary data in files; a clock.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from shared.db.attached import open_attached
from shared.db.manifest import Partition
from shared.db.sandbox_bounds import SandboxLimits, clock, configure, limit
from shared.db.sandbox_rules import Rules
from shared.db.sandbox_text import single_select
from shared.errors import GenerationUnreadable, SqlRefused

VIEW = "production"
# SQLite attaches 125 at most.
MAX_PARTITIONS = 120

# By days first: a period on `day` then reads its own records only, an item its index entries.
ARM_SQL = """
    SELECT production_date, day, substr(day, 1, 7) AS year_month, item_code, item_name,
        lot_number, records.good_quantity AS good_quantity, {source} AS source
    FROM {db}.days
    CROSS JOIN {db}.records
    WHERE seq BETWEEN first_seq AND last_seq
"""

VIEW_SQL = """
    CREATE TEMP VIEW {name} AS
    {select}
"""

ALL_SQL = """
    SELECT *
    FROM {name}
"""

TABLES_SQL = """
    SELECT name
    FROM {db}.sqlite_schema
    WHERE type = 'table'
"""

MODULES_SQL = """
    SELECT name
    FROM pragma_module_list
"""

# The last four are what apsw raises for values that it cannot bind, or that are no text.
FOREIGN_ERRORS = (apsw.Error, KeyError, OverflowError, TypeError, UnicodeError)

Value = str | int | float | None
SqlParams = Sequence[Value] | Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SandboxResult:
    """`truncated`: there are more rows than the limits let through."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool


class Sandbox:
    """One data version; each statement has its own short connection."""

    def __init__(
        self, folder: Path, partitions: Sequence[Partition], limits: SandboxLimits | None = None
    ) -> None:
        self._folder = folder
        self._partitions = partitions
        self._limits = limits or SandboxLimits()

    def run(self, sql: str, params: SqlParams = ()) -> SandboxResult:
        """Raises SqlRefused, in words for whoever wrote the statement; GenerationUnreadable."""
        statement = single_select(sql)
        if len(self._partitions) > MAX_PARTITIONS:
            raise SqlRefused(
                f"run_sql reads at most {MAX_PARTITIONS} files and there are "
                f"{len(self._partitions)}; use aggregate, compare or records instead."
            )
        secret = f"s{secrets.token_hex(8)}"
        db = open_attached(
            {
                f"{secret}_{number}": self._folder / part.file
                for number, part in enumerate(self._partitions)
            }
        )
        try:
            rules = self._lock_down(db, secret)
            with clock(db, self._limits.seconds):
                return self._fetch(db, rules, statement, params)
        finally:
            db.close()

    def _lock_down(self, db: apsw.Connection, secret: str) -> Rules:
        """Raises GenerationUnreadable."""
        try:
            tables = self._make_view(db, secret)
            db.pragma("query_only", True)
            configure(db)
        except apsw.Error as exc:
            raise GenerationUnreadable(str(exc)) from exc
        limit(db, self._limits, len(self._partitions))
        rules = Rules(VIEW, secret, tables, len(self._partitions))

        # Its list of separators knows no limit: 60 MB in two seconds.
        db.create_aggregate_function(
            "group_concat", rules.refuser(db, "group_concat takes one argument here"), 2
        )
        for name in ("trim", "ltrim", "rtrim"):
            # Each character is compared with each of the set, and no clock stops that: 2.5 s.
            refuse = rules.refuser(db, f"{name} takes one argument here; use replace or substr")
            db.create_scalar_function(name, refuse, 2)
        db.authorizer = rules
        return rules

    def _make_view(self, db: apsw.Connection, secret: str) -> frozenset[str]:
        """Makes it and returns the names of all real tables, in lower case."""
        names = [f"{secret}_{number}" for number in range(len(self._partitions))]
        arms = [
            ARM_SQL.format(db=name, source=apsw.format_sql_value(part.name))
            for name, part in zip(names, self._partitions, strict=True)
        ]
        db.execute(VIEW_SQL.format(name=secret, select="UNION ALL".join(arms)))
        db.execute(VIEW_SQL.format(name=VIEW, select=ALL_SQL.format(name=secret)))
        found = [name for (name,) in db.execute(MODULES_SQL)]
        for name in names[:1]:
            found += [table for (table,) in db.execute(TABLES_SQL.format(db=name))]
        return frozenset(name.lower() for name in found)

    def _fetch(
        self, db: apsw.Connection, rules: Rules, statement: str, params: SqlParams
    ) -> SandboxResult:
        columns: list[str] = []

        def note_columns(cursor: apsw.Cursor, _sql: str, _params: Any) -> bool:
            columns[:] = [name for name, _ in cursor.get_description()]
            return True

        cursor = db.cursor()
        cursor.exec_trace = note_columns
        rows: list[tuple[Any, ...]] = []
        left = self._limits.bytes
        try:
            for row in cursor.execute(statement, params):
                left -= sum(_size(value) for value in row)
                if left < 0 and not rows:
                    raise SqlRefused("A single row is too large; select fewer or shorter columns.")
                if len(rows) == self._limits.rows or left < 0:
                    return SandboxResult(tuple(columns), rows, True)
                rows.append(row)
        except FOREIGN_ERRORS as exc:
            raise self._translated(exc, rules) from exc
        return SandboxResult(tuple(columns), rows, False)

    def _translated(self, exc: Exception, rules: Rules) -> Exception:
        if rules.refusal is not None:
            return SqlRefused(rules.refusal)
        if isinstance(exc, apsw.InterruptError):
            return SqlRefused(
                f"Stopped after {self._limits.seconds:g} s. Narrow it with day BETWEEN ... AND "
                "..., join less, or use aggregate, which answers from ready sums."
            )
        if isinstance(
            exc, apsw.IOError | apsw.CorruptError | apsw.NotADBError | apsw.CantOpenError
        ):
            return GenerationUnreadable(str(exc))
        if isinstance(exc, apsw.NoMemError):
            return SqlRefused("The statement is too large once it is compiled; join less.")
        if isinstance(exc, UnicodeDecodeError):
            return SqlRefused("A value of the result is no valid text; leave out char() or CAST.")
        if isinstance(exc, apsw.BindingsError) or not isinstance(exc, apsw.Error):
            return SqlRefused(f"The params do not fit the placeholders of the SQL: {exc}")
        return SqlRefused(f"SQLite says: {str(exc)[:200]}. Correct the SELECT, or make it simpler.")


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else 8
