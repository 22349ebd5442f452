"""Sums of records that only a look at each can find: by text, lot or quantity.

One walk finds a request's groups, items and days. It goes day by day, because the records lie
in the order of days: nothing is sorted but what an index found (few), and items.
"""

from dataclasses import dataclass, field
from typing import Any

import orjson

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import GroupBy, RecordFilter, TotalsQuery
from shared.repositories.group_keys import KEY_SQL, OF_ITEMS, Key, split_key
from shared.repositories.group_sums import merge
from shared.repositories.sums import Sums
from shared.repositories.where import Where, records_where, seq_bounds

# `begins` and `ends` come before the filters, which bound seq as well: of two bounds SQLite
# takes the first, and the others would walk all of the period for each of its days.
RECORD_DAYS_SQL = """
    SELECT {key}, TOTAL(good_quantity), COUNT(*), COUNT(good_quantity),
        MIN(good_quantity), MAX(good_quantity), {items}
    FROM (
        SELECT day, first_seq AS begins, last_seq AS ends
        FROM days
        WHERE day >= :first_day AND day <= :last_day
    )
    CROSS JOIN records {index}
    WHERE seq >= begins AND seq <= ends AND {where}
    GROUP BY day
"""

# temp B-tree: what an index found is few, or items are asked for, which lie in no order.
RECORDS_SQL = """
    SELECT {key}, TOTAL(good_quantity), COUNT(*), COUNT(good_quantity),
        MIN(good_quantity), MAX(good_quantity), {items}
    FROM (
        SELECT substr(production_date, 1, 10) AS day, item_code, good_quantity
        FROM records {index}
        WHERE {where}
    )
    GROUP BY {group}
"""

RECORD_COUNT_SQL = """
    SELECT COUNT(*)
    FROM records {index}
    WHERE {where}
"""

ITEMS = "json_group_array(DISTINCT item_code)"


@dataclass(slots=True)
class RecordSums:
    """`items` and `days` count what the matching records have."""

    sums: dict[Key, Sums] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    days: int = 0


class RecordSumsReader:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def read(self, query: TotalsQuery, group_by: GroupBy) -> RecordSums:
        """Raises QueryTimeout."""
        found = RecordSums()
        for part in self._generation.partitions(query.period):
            where = self._where(part, query)
            if where is None:
                continue
            key = KEY_SQL[group_by]
            if group_by in OF_ITEMS:
                rows = self._rows(part, query, where, {"key": key, "group": "1"})
                found.items |= {split_key(row[0], group_by)[1] for row in rows}
                found.days += len(self._rows(part, query, where, {"key": "day"}))
            else:
                rows = self._rows(part, query, where, {"key": key, "items": ITEMS})
                found.items.update(*(orjson.loads(row[-1]) for row in rows))
                found.days += len(rows)
            merge(found.sums, (row[:-1] for row in rows))
        return found

    def by(self, query: TotalsQuery, group_by: GroupBy) -> dict[Key, Sums]:
        """Only the sums, by day or what days make up. Raises QueryTimeout."""
        found: dict[Key, Sums] = {}
        for part in self._generation.partitions(query.period):
            where = self._where(part, query)
            if where is not None:
                rows = self._rows(part, query, where, {"key": KEY_SQL[group_by]})
                merge(found, (row[:-1] for row in rows))
        return found

    def count(self, filters: RecordFilter) -> int:
        """Records that match. Raises QueryTimeout."""
        count = 0
        for part in self._generation.partitions(filters.period):
            where = self._where(part, filters)
            if where is not None:
                sql = RECORD_COUNT_SQL.format(where=where.sql, index=where.index)
                count += self._generation.rows(part, sql, where.params)[0][0]
        return count

    def _where(self, part: Partition, filters: RecordFilter) -> Where | None:
        first, last = seq_bounds(self._generation, part, filters)
        if first > last:
            return None
        return records_where(self._generation, part, filters, first, last)

    def _rows(
        self, part: Partition, filters: RecordFilter, where: Where, columns: dict[str, str]
    ) -> list[tuple[Any, ...]]:
        """One row a day, or a group where columns name one."""
        few = where.names_rows or where.index.startswith("INDEXED")
        walks = not few and "group" not in columns
        sql = (RECORD_DAYS_SQL if walks else RECORDS_SQL).format(
            **{"group": "day", "items": "NULL", **columns}, where=where.sql, index=where.index
        )
        period = filters.period
        days = {"first_day": period.first_text, "last_day": period.last_text} if walks else {}
        return self._generation.rows(part, sql, {**where.params, **days})
