"""What a foreign statement may touch: asked by SQLite for every name when it compiles one."""

from collections.abc import Callable
from typing import Any, NoReturn

import apsw

from shared.errors import SqlRefused

# None of them reads or writes anything but its arguments, keeps more than one value of limited
# length for each group, or can be told to make a large one out of nothing (zeroblob, randomblob).
# Not here: json_* (their buffers do not know the length limit), median and percentile (they keep
# every value of the group in memory), string_agg (it keeps every separator), load_extension.
_OF_ROWS = """
    abs ceil ceiling char coalesce concat concat_ws current_date current_time current_timestamp
    date datetime exp floor format glob if ifnull iif instr julianday length like likelihood likely
    ln log log10 log2 lower ltrim mod nullif pow power printf replace round rtrim sign sqrt strftime
    substr substring time timediff trim trunc typeof unicode unixepoch unlikely upper
"""
_OF_GROUPS = """
    avg count cume_dist dense_rank first_value group_concat lag last_value lead max min nth_value
    ntile percent_rank rank row_number sum total
"""
FUNCTIONS = frozenset(f"{_OF_ROWS}{_OF_GROUPS}".split())
TABLE_HINT = (
    "The only table is production(production_date, day, year_month, item_code, item_name, "
    "lot_number, good_quantity, source); a WITH clause needs a name that no other table has"
)


# SQLite writes a join of the view out: each use once more for each pair of files. 8 uses of 30
# files took 73 MB before the first row; 4,000 copies take 40 MB.
MAX_USES = 8
MAX_COPIES = 4_000
MAX_SELECTS = 5_000


class Rules:
    """Authorizer of one connection. `refusal` says what was denied, for whoever wrote it.

    SQLite says "read through view X" also for a subquery or WITH clause that merely is called X.
    So the view that may read the files, and the names under which they are attached, begin with
    a word that nobody can guess (`secret`).
    """

    def __init__(self, view: str, secret: str, tables: frozenset[str], files: int) -> None:
        self._view = view
        self._secret = secret
        self._tables = tables
        self._max_uses = min(MAX_USES, 1 + MAX_COPIES // max(1, files) ** 2)
        self._uses_left = self._max_uses
        self._selects_left = MAX_SELECTS
        self.refusal: str | None = None

    def __call__(
        self, action: int, first: str | None, second: str | None, db: str | None, via: str | None
    ) -> int:
        if action == apsw.SQLITE_SELECT:
            allowed = self._may_select()
        elif action == apsw.SQLITE_READ:
            allowed = self._may_read(first or "", second or "", db, via)
        elif action == apsw.SQLITE_FUNCTION:
            allowed = self._may_call((second or "").lower())
        else:
            allowed = self._deny("Only SELECT on production is possible, without RECURSIVE.")
        return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY

    def refuser(self, db: apsw.Connection, reason: str) -> Callable[..., NoReturn]:
        """A function of SQL that ends the statement which calls it."""

        def refuse(*_: Any) -> NoReturn:
            self._deny(f"{reason}.")
            db.interrupt()
            raise SqlRefused(f"{reason}.")

        return refuse

    def _may_select(self) -> bool:
        self._selects_left -= 1
        return self._selects_left >= 0 or self._deny("Too many SELECTs; use fewer subqueries.")

    def _may_read(self, table: str, column: str, db: str | None, via: str | None) -> bool:
        if table == self._view:
            return True
        if table.startswith(self._secret):
            # Each use of the view reads each column of the one behind it once.
            self._uses_left -= column == "source"
            return self._uses_left >= 0 or self._deny(
                f"production is used more than {self._max_uses} times; join less, or ask in steps."
            )
        if db is not None and db.startswith(self._secret):
            # Without a column only its rows are counted, which the view does too.
            if not column or (via is not None and via.startswith(self._secret)):
                return True
        elif db is None and not column and not self._is_table(table.lower()):
            # A WITH clause or a subquery, of which no column is used.
            return True
        return self._deny(f"{table[:40]} cannot be read. {TABLE_HINT}.")

    def _is_table(self, name: str) -> bool:
        return name in self._tables or name.startswith(("sqlite_", "pragma_", "json", "carray"))

    def _may_call(self, name: str) -> bool:
        if name in FUNCTIONS:
            return True
        return self._deny(
            f"The function {name[:40]} is not available. Use SUM, COUNT, AVG, MIN, MAX, window "
            "functions, strftime, substr, round, CASE; for a median use ROW_NUMBER() OVER."
        )

    def _deny(self, reason: str) -> bool:
        self.refusal = self.refusal or reason
        return False
