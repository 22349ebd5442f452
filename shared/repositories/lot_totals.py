"""Totals by lot number. There is no rollup of lots: the period's records are read."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from shared.db.manifest import Partition
from shared.db.traced import TracedGeneration
from shared.queries import RecordFilter
from shared.repositories.numbers import average, exact
from shared.repositories.where import BY_LOT, Where, records_where, seq_bounds

# temp B-tree: lots lie in no order of time. Items and days are not taken along: twice the time.
LOTS_SQL = """
    WITH lots AS MATERIALIZED (
        SELECT lot_number, TOTAL(good_quantity) AS quantity, COUNT(*) AS records,
            COUNT(good_quantity) AS quantities
        FROM ({records})
        GROUP BY lot_number
    )
    SELECT lot_number, quantity, records, quantities, (SELECT COUNT(*) FROM lots)
    FROM lots
    ORDER BY quantity {direction}, lot_number
    LIMIT :limit
"""

LOT_RECORDS_SQL = """
        SELECT lot_number, good_quantity
        FROM {db}.records {index}
        WHERE {where}
"""

# temp B-tree: merges what two files have of the same lot.
LOT_DETAILS_SQL = """
    SELECT lot_number, MIN(item_code), MAX(item_code), MIN(day), MAX(day)
    FROM ({records})
    GROUP BY lot_number
"""

DETAIL_RECORDS_SQL = """
        SELECT lot_number, item_code, substr(production_date, 1, 10) AS day
        FROM {db}.records {index}
        WHERE lot_number IN (SELECT value FROM json_each(:lots)) AND {where}
"""

PARAMETER = re.compile(r":(\w+)")

Parts = list[tuple[Partition, Where]]
# Item, first and last day.
Details = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class LotTotal:
    """`lot_number` is None for all records without one; then, and for a lot of several items,
    `item_code` is None too."""

    lot_number: str | None
    item_code: str | None
    first_day: str | None
    last_day: str | None
    total_production: float
    batch_count: int
    avg_batch_size: float | None


@dataclass(frozen=True, slots=True)
class LotList:
    """`lot_count` also counts those beyond the limit."""

    rows: list[LotTotal]
    lot_count: int


class LotTotalsRepository:
    """Reads one pinned generation, whose files lie in `folder`."""

    def __init__(self, generation: TracedGeneration, folder: Path) -> None:
        self._generation = generation
        self._folder = folder

    def by_total(self, filters: RecordFilter, limit: int, *, smallest_first: bool) -> LotList:
        """A lot may have records in several files: their rows are read together.

        Raises QueryTimeout.
        """
        parts = self._parts(filters)
        if not parts:
            return LotList([], 0)
        statement = LOTS_SQL.replace("{direction}", "ASC" if smallest_first else "DESC")
        found = self._read(statement, LOT_RECORDS_SQL, parts, {"limit": limit})
        lots = orjson.dumps([row[0] for row in found if row[0] is not None]).decode()
        for _, where in parts:
            where.index = BY_LOT
        described = self._read(LOT_DETAILS_SQL, DETAIL_RECORDS_SQL, parts, {"lots": lots})
        details: dict[str, Details] = {
            lot: (first if first == last else None, first_day, last_day)
            for lot, first, last, first_day, last_day in described
        }
        rows = [_lot_total(row, details.get(row[0], (None, None, None))) for row in found]
        return LotList(rows, found[0][-1] if found else 0)

    def _parts(self, filters: RecordFilter) -> Parts:
        parts: Parts = []
        for part in self._generation.partitions(filters.period):
            first, last = seq_bounds(self._generation, part, filters)
            if first <= last:
                parts.append((part, records_where(self._generation, part, filters, first, last)))
        return parts

    def _read(
        self, statement: str, arm: str, parts: Parts, params: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        arms: list[str] = []
        bound = dict(params)
        for number, (_, where) in enumerate(parts):
            # Each file has its own bounds, so its own names for them.
            conditions = PARAMETER.sub(rf":\1_{number}", where.sql)
            arms.append(arm.format(db=f"part_{number}", index=where.index, where=conditions))
            bound |= {f"{name}_{number}": value for name, value in where.params.items()}
        sql = statement.replace("{records}", "UNION ALL".join(arms))
        files = {
            f"part_{number}": self._folder / part.file for number, (part, _) in enumerate(parts)
        }
        return self._generation.rows_of_all(files, sql, bound)


def _lot_total(row: tuple[Any, ...], details: Details) -> LotTotal:
    lot, quantity, records, quantities, _ = row
    total = exact(quantity) or 0
    return LotTotal(lot, *details, total, records, average(total, quantities))
