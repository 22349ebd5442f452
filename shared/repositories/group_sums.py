"""Sums by group out of the rollups. Each partition is summed on its own, then merged.

The cheapest that can answer: `days` (no item named), `monthly_items` and `daily_items` (items
named or asked for).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.group_keys import KEY_SQL, OF_ITEMS, Key
from shared.repositories.json_rows import json_cells
from shared.repositories.months import MONTHS_SQL, MONTHS_SUFFICE, months_where
from shared.repositories.sums import Sums
from shared.repositories.where import Where, add_items

DAYS_SQL = """
    SELECT json_group_array(json_array(key, quantity, records, quantities, lowest, highest))
    FROM (
        SELECT {key} AS key, TOTAL(good_quantity) AS quantity, SUM(record_count) AS records,
            SUM(quantity_count) AS quantities, MIN(min_quantity) AS lowest,
            MAX(max_quantity) AS highest
        FROM days
        WHERE {where}
        GROUP BY 1
    )
"""

DAILY_ITEMS_SQL = """
    SELECT json_group_array(json_array(key, quantity, records, quantities, lowest, highest))
    FROM (
        SELECT {key} AS key, TOTAL(good_quantity) AS quantity, SUM(record_count) AS records,
            SUM(quantity_count) AS quantities, MIN(min_quantity) AS lowest,
            MAX(max_quantity) AS highest
        FROM daily_items
        WHERE {where}
        GROUP BY 1
    )
"""


class GroupSums:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def by(self, query: TotalsQuery, group_by: GroupBy) -> dict[Key, Sums]:
        """Of the query, only period and item codes count. Raises QueryTimeout."""
        merged: dict[Key, Sums] = {}
        for part in self._generation.partitions(query.period):
            merge(merged, self._partition(part, query, group_by))
        return merged

    def _partition(self, part: Partition, query: TotalsQuery, group_by: GroupBy) -> list[Any]:
        sql, where = _source(part, query, group_by)
        statement = sql.format(key=KEY_SQL[group_by], where=where.sql)
        rows: list[Any]
        (rows,) = json_cells(self._generation, part, statement, where.params)
        return rows


def merge(merged: dict[Key, Sums], rows: Iterable[Any]) -> None:
    """Add rows of key, quantity, records, quantities, lowest, highest."""
    for key, *values in rows:
        if (known := merged.get(key)) is None:
            merged[key] = Sums(*values)
        else:
            known.add(*values)


def largest_first(sums: Mapping[Key, Sums]) -> list[Key]:
    """The keys by falling quantity."""
    return sorted(sums, key=lambda key: (-sums[key].quantity, key))


def days_where(query: TotalsQuery) -> Where:
    """Period and items, over `day` and `item_code`."""
    where = Where()
    where.add("day >= :first_day", first_day=query.period.first_text)
    where.add("day <= :last_day", last_day=query.period.last_text)
    add_items(where, query.item_code)
    return where


def _source(part: Partition, query: TotalsQuery, group_by: GroupBy) -> tuple[str, Where]:
    by_item = query.item_code or group_by in OF_ITEMS
    if by_item and group_by in MONTHS_SUFFICE:
        months = months_where(part, query.period, query.item_code)
        if months is not None:
            return MONTHS_SQL, months
    return (DAILY_ITEMS_SQL if by_item else DAYS_SQL), days_where(query)
