"""Small deterministic ERP files for tests: same seed, same rows, every quirk the ERP has."""

import random
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One row as the ERP stores it; `id` None lets the file number it."""

    id: int | None
    production_date: str | bytes | None
    lot_number: str | None
    item_code: str | None
    item_name: str | None
    good_quantity: float | str | bytes | None


TYPES = {
    "id": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "production_date": "TEXT NOT NULL",
    "lot_number": "TEXT",
    "item_code": "TEXT NOT NULL",
    "item_name": "TEXT",
    "good_quantity": "REAL DEFAULT 0",
}


def _twelve(moment: datetime) -> int:
    return moment.hour % 12 or 12


def _marked(moment: datetime, morning: str, afternoon: str) -> str:
    return morning if moment.hour < 12 else afternoon


DateFormat = Callable[[datetime], str]
DATE_FORMATS: dict[str, DateFormat] = {
    "korean": lambda m: (
        f"{m:%Y-%m-%d} {_marked(m, '오전', '오후')} {_twelve(m):02}:{m.minute:02}:{m.second:02}"
    ),
    "korean_short": lambda m: (
        f"{m:%Y-%m-%d} {_marked(m, '오전', '오후')} {_twelve(m)}:{m.minute:02}:{m.second:02}"
    ),
    "korean_minutes": lambda m: (
        f"{m:%Y-%m-%d} {_marked(m, '오전', '오후')} {_twelve(m)}:{m.minute:02}"
    ),
    "korean_after": lambda m: (
        f"{m:%Y-%m-%d} {_twelve(m):02}:{m.minute:02}:{m.second:02} {_marked(m, '오전', '오후')}"
    ),
    "english": lambda m: (
        f"{m:%Y-%m-%d} {_marked(m, 'AM', 'PM')} {_twelve(m):02}:{m.minute:02}:{m.second:02}"
    ),
    "english_after": lambda m: (
        f"{m:%Y-%m-%d} {_twelve(m):02}:{m.minute:02}:{m.second:02} {_marked(m, 'AM', 'PM')}"
    ),
    "english_lower": lambda m: (
        f"{m:%Y-%m-%d} {_twelve(m)}:{m.minute:02}:{m.second:02} {_marked(m, 'am', 'pm')}"
    ),
    "clock": lambda m: f"{m:%Y-%m-%d %H:%M:%S}",
    "clock_minutes": lambda m: f"{m:%Y-%m-%d %H:%M}",
    "clock_fraction": lambda m: f"{m:%Y-%m-%d %H:%M:%S}.987654",
    "t": lambda m: f"{m:%Y-%m-%dT%H:%M:%S}",
    "t_fraction": lambda m: f"{m:%Y-%m-%dT%H:%M:%S}.5",
    "day": lambda m: f"{m:%Y-%m-%d}",
    "spaces": lambda m: f"  {m:%Y-%m-%d %H:%M:%S} ",
    "loose": lambda m: f"{m.year}-{m.month}-{m.day} {m.hour}:{m.minute:02}:{m.second:02}",
}

# Code, name, name from July on (None: the ERP leaves the name out).
ITEMS = (
    ("BW0021", "브레이크 와셔 21", "브레이크 와셔 21A"),
    ("BW0034", "볼트 와셔 34", "볼트 와셔 34"),
    ("B0061", "베어링 61", None),
    ("AS0007", "암 샤프트 7", "암 샤프트 7"),
    ("AC0103", "에어 커버 103%", "에어 커버 103%"),
    ("AW0950", "액슬 와셔_950", "액슬 와셔_950"),
    ("AW0951", None, None),
)


def make_source(
    path: Path,
    rows: Iterable[Row],
    *,
    columns: Mapping[str, str] | None = None,
    omit: Collection[str] = (),
    table: str = "production_records",
    constraints: bool = True,
) -> Path:
    """A new ERP file at `path` (an old one and its `-wal` are removed first); returns `path`.

    `columns` renames (ours -> the file's), `omit` leaves columns out, `constraints=False` drops
    the types' NOT NULL so that dates and items can be NULL.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        old.unlink(missing_ok=True)
    kept = [name for name in TYPES if name not in omit]
    names = [f'"{(columns or {}).get(name, name)}"' for name in kept]
    types = [TYPES[name] if constraints else TYPES[name].replace(" NOT NULL", "") for name in kept]
    places = [Row._fields.index(name) for name in kept]
    defined = ", ".join(f"{name} {kind}" for name, kind in zip(names, types, strict=True))
    marks = ", ".join("?" * len(kept))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f'CREATE TABLE "{table}"({defined})')
        connection.executemany(
            f'INSERT INTO "{table}"({", ".join(names)}) VALUES ({marks})',
            ([row[place] for place in places] for row in rows),
        )
    return path


def erp_rows(
    year: int,
    count: int,
    seed: int,
    *,
    formats: Collection[str] = tuple(DATE_FORMATS),
    first: date | None = None,
    last: date | None = None,
    bad_every: int = 40,
) -> list[Row]:
    """`count` rows between `first` and `last` (default: the whole year), nearly in date order.

    All `formats` (names of DATE_FORMATS) appear, some moments twice, and every `bad_every`th row
    (0: none) is one that the hub must reject, each kind in turn.
    """
    chance = random.Random(f"{year}-{seed}")
    begin = datetime.combine(first or date(year, 1, 1), time())
    end = datetime.combine(last or date(year, 12, 31), time(23, 59, 59))
    span = int((end - begin).total_seconds())
    seconds = sorted(chance.randrange(span + 1) // 300 * 300 for _ in range(count))
    names = list(formats)
    rows = []
    for number in range(1, count + 1):
        late = min(count - 1, max(0, number - 1 + chance.choice((0, 0, 0, -3, 4))))
        moment = begin + timedelta(seconds=seconds[late])
        row = _good_row(chance, number, moment, DATE_FORMATS[names[number % len(names)]])
        bad = bad_every and number % bad_every == 0
        rows.append(_spoiled(row, number // bad_every) if bad else row)
    return rows


def make_plant(
    folder: Path, *, count: int = 400, seed: int = 1, until: date = date(2026, 11, 20)
) -> dict[str, Path]:
    """Live file and two yearly archives, `count` rows each, by source name.

    The live file also holds the archive's December rows again, under other ids.
    """
    year = until.year
    archives = {y: erp_rows(y, count, seed) for y in (year - 2, year - 1)}
    left = [row for row in archives[year - 1] if str(row.production_date).strip()[5:7] == "12"]
    live = [*left, *erp_rows(year, count, seed, last=until)]
    live = [row._replace(id=number) for number, row in enumerate(live, 1)]
    made = {"live": make_source(folder / "production_analysis.db", live)}
    for archived, rows in archives.items():
        name = f"archive_{archived}"
        made[name] = make_source(folder / f"{name}.db", rows)
    return made


def _good_row(chance: random.Random, number: int, moment: datetime, style: DateFormat) -> Row:
    code, early, late = ITEMS[min(chance.randrange(9), chance.randrange(len(ITEMS)))]
    name = early if moment.month < 7 else late
    lots = (
        f"LT{moment:%Y}{number % 1000:03}",
        f"LT{moment:%Y%m}-{number % 1000:03}",
        f"LOT{moment:%Y%m%d}-{number % 1000:03}",
        None,
    )
    quantity = chance.choice((0.0, 12.5, 0.1, None, *(float(chance.randrange(1, 900)),) * 12))
    return Row(number, style(moment), lots[number % 4], code, name, quantity)


def _spoiled(row: Row, kind: int) -> Row:
    """The row with one thing wrong (the last kind: all of them, so the date decides)."""
    kinds = (
        row._replace(production_date="미정"),
        row._replace(production_date="2026-13-45"),
        row._replace(production_date="2206-01-13 오전 12:00:00"),
        row._replace(production_date=" "),
        row._replace(item_code=""),
        row._replace(item_code="   "),
        row._replace(good_quantity="측정불가"),
        row._replace(good_quantity=b"\x00\x01"),
        row._replace(good_quantity=float("inf")),
        row._replace(production_date="1999-12-31 23:59:59"),
        row._replace(production_date="2025-02-29 10:00:00"),
        row._replace(production_date="1차 생산", item_code="", good_quantity="-"),
    )
    return kinds[kind % len(kinds)]
