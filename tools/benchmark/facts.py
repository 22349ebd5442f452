"""What the cases must know of the published rows; read from the partitions, not from the API."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import apsw

from shared.cursors import Cursor
from shared.db.connection import sqlite_uri
from shared.db.manifest import Manifest, Partition, read_manifest
from shared.settings import Settings

DEEP_ROW = 900_000
# Where the data is smaller than that: this share of it.
DEEP_SHARE = 0.95
COMMON_ITEMS = 5
# One record in so many has a quantity that counts as large.
LARGE_ONE_IN = 500
QUANTITY_SAMPLE = 100_000

ITEMS_SQL = """
    SELECT item_code, record_count
    FROM items
"""

KEY_SQL = """
    SELECT production_date, id
    FROM records
    WHERE seq = :seq
"""

DAYS_SQL = """
    SELECT day, record_count, good_quantity
    FROM days
"""

LOT_SQL = """
    SELECT lot_number
    FROM records
    WHERE seq >= :seq AND lot_number LIKE 'LOT%'
    ORDER BY seq
    LIMIT 1
"""

LARGE_SQL = """
    SELECT good_quantity
    FROM (
        SELECT good_quantity
        FROM records
        ORDER BY seq DESC
        LIMIT :sample
    )
    ORDER BY good_quantity DESC
    LIMIT 1 OFFSET :above
"""


@dataclass(frozen=True)
class Facts:
    """Of one data version. `days`: (records, quantity) of each day; `deep`: the row before it."""

    version: str
    rows: int
    first_day: date
    last_day: date
    common: tuple[str, ...]
    rare: str
    lot: str
    large: float
    deep_row: int
    deep: Cursor
    days: Mapping[str, tuple[int, float]]


def read_facts(settings: Settings) -> Facts:
    manifest = read_manifest(settings.manifest_path)
    items: dict[str, int] = {}
    days: dict[str, tuple[int, float]] = {}
    for part in manifest.partitions:
        with opened(settings, part) as db:
            for code, count in db.execute(ITEMS_SQL):
                items[code] = items.get(code, 0) + count
            days |= {day: (count, total or 0) for day, count, total in db.execute(DAYS_SQL)}
    by_count = sorted(items, key=lambda code: (-items[code], code))
    newest = manifest.partitions[0]
    with opened(settings, newest) as db:
        sample = min(QUANTITY_SAMPLE, newest.quality.visible)
        params = {"sample": sample, "above": sample // LARGE_ONE_IN}
        (large,) = db.execute(LARGE_SQL, params).fetchall()[0]
        middle = {"seq": newest.quality.visible // 2}
        (lot,) = db.execute(LOT_SQL, middle).fetchall()[0]
    deep_row = min(DEEP_ROW, int(manifest.rows * DEEP_SHARE))
    return Facts(
        version=manifest.version,
        rows=manifest.rows,
        first_day=date.fromisoformat(min(days)),
        last_day=date.fromisoformat(max(days)),
        common=tuple(by_count[:COMMON_ITEMS]),
        rare=by_count[-1],
        lot=lot,
        large=float(large),
        deep_row=deep_row,
        deep=place(settings, manifest, deep_row),
        days=days,
    )


def place(settings: Settings, manifest: Manifest, row: int) -> Cursor:
    """Cursor behind the `row` newest records; whoever uses it puts in the hash of the filters."""
    for part in manifest.partitions:
        if row <= part.quality.visible:
            with opened(settings, part) as db:
                seq = {"seq": part.quality.visible - row + 1}
                moment, record_id = db.execute(KEY_SQL, seq).fetchall()[0]
            return Cursor(d=moment, src=part.name, id=record_id, f="0" * 8)
        row -= part.quality.visible
    raise ValueError(f"there are only {manifest.rows} records")


@contextmanager
def opened(settings: Settings, part: Partition) -> Iterator[Any]:
    """The partition's file as the API opens it."""
    uri = sqlite_uri(settings.partitions_dir / part.file, mode="ro", immutable="1")
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with closing(apsw.Connection(uri, flags=flags)) as db:
        yield db
