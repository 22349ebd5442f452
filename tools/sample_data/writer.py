"""Writes the sample ERP files: the live one and an archive for each earlier year."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from tools.sample_data.bookings import Booking, BookingStream
from tools.sample_data.catalog import make_items
from tools.sample_data.chance import seeded
from tools.sample_data.rhythm import day_share, days_between, make_stamps, spread

LIVE_NAME = "production_analysis.db"
TABLE_SQL = """
CREATE TABLE production_records(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    production_date TEXT NOT NULL,
    lot_number TEXT,
    item_code TEXT NOT NULL,
    item_name TEXT,
    good_quantity REAL DEFAULT 0
)
"""
INSERT_SQL = """
INSERT INTO production_records(production_date, lot_number, item_code, item_name, good_quantity)
VALUES (?, ?, ?, ?, ?)
"""
# 50 rows a statement: 957,000 rows a second instead of 328,000 on the same machine.
ROWS_A_STATEMENT = 50
INSERT_MANY_SQL = INSERT_SQL + ", (?, ?, ?, ?, ?)" * (ROWS_A_STATEMENT - 1)
COPY_SQL = """
INSERT INTO production_records(production_date, lot_number, item_code, item_name, good_quantity)
SELECT production_date, lot_number, item_code, item_name, good_quantity
FROM archive.production_records
WHERE id > :after
ORDER BY id
"""
ROWS_MIN = 100
BAD_EVERY = 20_000
LEFTOVER_FROM = (12, 18)


@dataclass(frozen=True)
class SampleFiles:
    """What was written; `rows` by file."""

    live: Path
    archives: tuple[Path, ...]
    rows: dict[Path, int]


@dataclass(frozen=True)
class _Plan:
    """One file: rows to make on each day, and rows to take over from the archive before it."""

    path: Path
    days: list[tuple[date, int]]
    leftovers: int = 0

    @property
    def made(self) -> int:
        return sum(amount for _, amount in self.days)


def sample_paths(folder: Path, until: date, years: int) -> tuple[Path, ...]:
    """The files `write_sample` writes: oldest archive first, the live file last."""
    archived = range(until.year - years + 1, until.year)
    return (*(folder / f"archive_{year}.db" for year in archived), folder / LIVE_NAME)


def write_sample(
    folder: Path, *, rows: int, seed: int, until: date, years: int = 3, force: bool = False
) -> SampleFiles:
    """Exactly `rows` rows over `years` calendar years, the last one up to `until`.

    Same arguments, same bytes. Raises FileExistsError unless `force`; a file appears only when
    it is complete.
    """
    if rows < ROWS_MIN or years < 1:
        raise ValueError(f"a sample wants at least {ROWS_MIN} rows and one year")
    paths = sample_paths(folder, until, years)
    existing = [str(path) for path in paths if path.exists()]
    if existing and not force:
        raise FileExistsError(f"already there: {', '.join(existing)}")
    folder.mkdir(parents=True, exist_ok=True)
    first = date(until.year - years + 1, 1, 1)
    stream = BookingStream(make_items(seed, first, until), make_stamps(seed), seed)
    before: _Plan | None = None
    for plan in (plans := _plan(paths, rows, seed, first, until)):
        _write_file(plan, before, stream, seed)
        before = plan
    written = {plan.path: plan.made + plan.leftovers for plan in plans}
    return SampleFiles(paths[-1], paths[:-1], written)


def _plan(paths: tuple[Path, ...], rows: int, seed: int, first: date, until: date) -> list[_Plan]:
    days = days_between(first, until)
    shares = [day_share(day, first, seed) for day in days]
    if not any(shares):
        raise ValueError(f"the plant is closed from {first} to {until}")
    left = sum(
        share
        for day, share in zip(days, shares, strict=True)
        if day.year == until.year - 1 and (day.month, day.day) >= LEFTOVER_FROM
    )
    leftovers = round(rows * left / (sum(shares) + left))
    amounts = spread(rows - leftovers, shares)
    plans = []
    for path, year in zip(paths, range(first.year, until.year + 1), strict=True):
        own = [pair for pair in zip(days, amounts, strict=True) if pair[0].year == year]
        plans.append(_Plan(path, own, leftovers if path.name == LIVE_NAME else 0))
    return plans


def _write_file(plan: _Plan, before: _Plan | None, stream: BookingStream, seed: int) -> None:
    temporary = plan.path.with_name(f"{plan.path.name}.tmp")
    temporary.unlink(missing_ok=True)
    with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        if before and plan.leftovers:
            connection.execute("ATTACH :path AS archive", {"path": str(before.path)})
        connection.execute("BEGIN")
        connection.execute(TABLE_SQL)
        if before and plan.leftovers:
            after = before.made + before.leftovers - plan.leftovers
            connection.execute(COPY_SQL, {"after": after})
        for chunk in _spoiled(_chunks(plan, stream), plan, seed):
            _insert(connection, chunk)
        connection.execute("COMMIT")
    for ending in ("-wal", "-shm", "-journal"):
        plan.path.with_name(plan.path.name + ending).unlink(missing_ok=True)
    temporary.replace(plan.path)


def _insert(connection: sqlite3.Connection, rows: list[Booking]) -> None:
    size = ROWS_A_STATEMENT
    whole = len(rows) // size * size
    connection.executemany(
        INSERT_MANY_SQL,
        (list(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size)),
    )
    connection.executemany(INSERT_SQL, rows[whole:])


def _chunks(plan: _Plan, stream: BookingStream) -> Iterator[list[Booking]]:
    for day, amount in plan.days:
        if amount:
            yield stream.of_day(day, amount)
    yield stream.still_late()


def _spoiled(chunks: Iterator[list[Booking]], plan: _Plan, seed: int) -> Iterator[list[Booking]]:
    """The same rows with a few that the hub must reject, each kind at least once a file."""
    kinds = (_undated, _impossible_day, _far_future, _itemless, _unmeasured)
    amount = min(plan.made, max(len(kinds), plan.made // BAD_EVERY))
    chance = seeded("bad", seed, plan.path.name)
    places = sorted(chance.sample(range(plan.made), amount), reverse=True)
    start = turn = 0
    for chunk in chunks:
        while places and places[-1] < start + len(chunk):
            place = places.pop() - start
            chunk[place] = kinds[turn % len(kinds)](chunk[place])
            turn += 1
        start += len(chunk)
        yield chunk


def _undated(row: Booking) -> Booking:
    return ("미정", *row[1:])


def _impossible_day(row: Booking) -> Booking:
    return (f"{row[0][:4]}-13-45", *row[1:])


def _far_future(row: Booking) -> Booking:
    return (f"22{row[0][1:2]}{row[0][3:]}", *row[1:])


def _itemless(row: Booking) -> Booking:
    return (row[0], row[1], "", row[3], row[4])


def _unmeasured(row: Booking) -> Booking:
    return (*row[:4], "측정불가")
