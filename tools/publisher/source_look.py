"""A bounded look into one ERP file where it lies: is it sound, and how new are its last rows?"""

import time
from contextlib import closing, suppress
from pathlib import Path

import apsw

from shared.dates import parse_erp_date
from shared.settings import Settings
from shared.source_errors import SourceCorrupt
from tools.publisher.signature import take_signature
from tools.publisher.source_check import problem
from tools.publisher.source_table import check_integrity, source_columns
from tools.publisher.work_file import attach, quoted

FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
STEPS = 20_000

LAST_ROWS_SQL = """
    SELECT {date}
    FROM source.{table}
    ORDER BY rowid DESC
    LIMIT 1000
"""


def newest_day(settings: Settings, name: str, path: Path, limit_s: float) -> str | None:
    """Of the last thousand rows; None when none of them can be read as a date.

    Takes no lock and leaves no file; a check of the whole file is given up after `limit_s`.
    Raises a HubError; what a write of the ERP spoils meanwhile is no error.
    """
    found = problem(settings, path)
    if found is not None:
        raise found
    before = take_signature(path)
    try:
        return _look(settings, name, path, limit_s)
    except (SourceCorrupt, apsw.Error) as exc:
        if take_signature(path) != before:
            return None
        raise SourceCorrupt(f"{name}: {exc}") from exc


def _look(settings: Settings, name: str, path: Path, limit_s: float) -> str | None:
    deadline = time.monotonic() + limit_s
    with closing(apsw.Connection(":memory:", flags=FLAGS)) as db:
        attach(db, path, "source")
        columns = source_columns(db, settings, name)
        days = [] if columns["row"] == "NULL" else _days(db, settings, columns)
        db.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
        # A large file: the watcher checks all of it before it publishes it.
        with suppress(apsw.InterruptError):
            check_integrity(db, name)
    return max(days, default=None)


def _days(db: apsw.Connection, settings: Settings, columns: dict[str, str]) -> list[str]:
    sql = LAST_ROWS_SQL.format(date=columns["production_date"], table=quoted(settings.source_table))
    moments = [parse_erp_date(str(text)) for (text,) in db.execute(sql)]
    return [moment[:10] for moment in moments if moment is not None]
