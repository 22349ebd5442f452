"""Totals. Each partition is summed on its own; sums and counts are merged, never averages.

Three ways to the same numbers, the cheapest that can answer: `days` (no item named),
`monthly_items` and `daily_items` (items named or asked for), `records` (any other filter).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import GroupBy, RecordFilter, TotalsQuery
from shared.repositories.items import ItemRepository
from shared.repositories.months import MONTHS_SQL, MONTHS_SUFFICE, months_where
from shared.repositories.sums import Sums, added
from shared.repositories.where import Where, add_items, records_where, seq_bounds

DAYS_SQL = """
    SELECT {key}, TOTAL(good_quantity), SUM(record_count), SUM(quantity_count),
        MIN(min_quantity), MAX(max_quantity)
    FROM days
    WHERE {where}
    GROUP BY 1
"""

DAILY_ITEMS_SQL = """
    SELECT {key}, TOTAL(good_quantity), SUM(record_count), SUM(quantity_count),
        MIN(min_quantity), MAX(max_quantity)
    FROM daily_items
    WHERE {where}
    GROUP BY 1
"""

RECORDS_SQL = """
    SELECT {key}, TOTAL(good_quantity), COUNT(*), COUNT(good_quantity),
        MIN(good_quantity), MAX(good_quantity)
    FROM (
        SELECT substr(production_date, 1, 10) AS day, item_code, good_quantity
        FROM records {index}
        WHERE {where}
    )
    GROUP BY 1
"""

# One index look-up an item instead of one row a day and item.
ITEMS_OF_PERIOD_SQL = """
    SELECT item_code
    FROM items
    WHERE EXISTS (
        SELECT 1
        FROM daily_items
        WHERE daily_items.item_code = items.item_code AND day >= :first_day AND day <= :last_day
    )
"""

DAY_COUNT_SQL = """
    SELECT COUNT(*)
    FROM days
    WHERE day >= :first_day AND day <= :last_day
"""

# Key of a group as SQL over `day` and `item_code`. A month of an item is `2026-01 BW0021`.
KEY_SQL = {
    GroupBy.NONE: "''",
    GroupBy.DAY: "day",
    GroupBy.WEEK: "strftime('%G-W%V', day)",
    GroupBy.MONTH: "substr(day, 1, 7)",
    GroupBy.QUARTER: "substr(day, 1, 4) || '-Q' || ((CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3)",
    GroupBy.YEAR: "substr(day, 1, 4)",
    GroupBy.WEEKDAY: "CAST(strftime('%u', day) AS INTEGER)",
    GroupBy.ITEM: "item_code",
    GroupBy.MONTH_ITEM: "substr(day, 1, 7) || ' ' || item_code",
}

KEY_FIELD = {
    GroupBy.DAY: "day",
    GroupBy.WEEK: "week",
    GroupBy.MONTH: "year_month",
    GroupBy.QUARTER: "quarter",
    GroupBy.YEAR: "year",
    GroupBy.WEEKDAY: "weekday",
}

Key = str | int


@dataclass(frozen=True, slots=True)
class TotalsResult:
    """`groups` are dicts shaped like schemas.GroupTotal; `group_count` counts all of them."""

    groups: list[dict[str, Any]]
    group_count: int
    total: dict[str, Any]


class TotalsRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def totals(self, query: TotalsQuery) -> TotalsResult:
        """Groups in time order; items by falling total, months of items newest first.

        Raises QueryTimeout.
        """
        sums = self._sums(query, query.group_by)
        groups = self._ordered(sums, query.group_by)
        return TotalsResult(groups[: query.limit], len(groups), self._total(query, sums))

    def by_day(self, query: TotalsQuery) -> dict[str, Sums]:
        """Sums of each day that has a record, in order, to be added up. Raises QueryTimeout."""
        return {str(day): sums for day, sums in sorted(self._sums(query, GroupBy.DAY).items())}

    def count(self, filters: RecordFilter) -> int:
        """Records that match. Raises QueryTimeout."""
        query = TotalsQuery(**filters.filters.model_dump())
        return sum(one.records for one in self._sums(query, GroupBy.NONE).values())

    def _sums(self, query: TotalsQuery, group_by: GroupBy) -> dict[Key, Sums]:
        merged: dict[Key, Sums] = {}
        for part in self._generation.partitions(query.period):
            for key, *values in self._partition_sums(part, query, group_by):
                # An ungrouped-looking statement still gives one row of NULLs for no rows.
                if not values[1]:
                    continue
                if (known := merged.get(key)) is None:
                    merged[key] = Sums(*values)
                else:
                    known.add(*values)
        return merged

    def _partition_sums(
        self, part: Partition, query: TotalsQuery, group_by: GroupBy
    ) -> Iterable[tuple[Any, ...]]:
        sql, where = self._source(part, query, group_by)
        if where is None:
            return []
        statement = sql.format(key=KEY_SQL[group_by], where=where.sql, index=where.index)
        return self._generation.rows(part, statement, where.params)

    def _source(
        self, part: Partition, query: TotalsQuery, group_by: GroupBy
    ) -> tuple[str, Where | None]:
        if needs_records(query):
            first, last = seq_bounds(self._generation, part, query)
            if first > last:
                return RECORDS_SQL, None
            return RECORDS_SQL, records_where(self._generation, part, query, first, last)
        by_item = query.item_code or group_by in (GroupBy.ITEM, GroupBy.MONTH_ITEM)
        if by_item and group_by in MONTHS_SUFFICE:
            months = months_where(part, query.period, query.item_code)
            if months is not None:
                return MONTHS_SQL, months
        where = Where()
        where.add("day >= :first_day", first_day=query.period.first_text)
        where.add("day <= :last_day", last_day=query.period.last_text)
        add_items(where, query.item_code)
        return (DAILY_ITEMS_SQL if by_item else DAYS_SQL), where

    def _ordered(self, sums: dict[Key, Sums], group_by: GroupBy) -> list[dict[str, Any]]:
        if group_by is GroupBy.NONE:
            return []
        if group_by in KEY_FIELD:
            field = KEY_FIELD[group_by]
            return [{field: key, **sums[key].fields()} for key in sorted(sums)]
        names = ItemRepository(self._generation).names()
        rows: list[dict[str, Any]] = []
        for key in sorted(sums, key=lambda key: (-sums[key].quantity, key)):
            month, code = split_key(str(key), group_by)
            item = {"item_code": code, "item_name": names.get(code), **sums[key].fields()}
            rows.append({"year_month": month, **item} if month else item)
        if group_by is GroupBy.MONTH_ITEM:
            rows.sort(key=lambda row: row["year_month"], reverse=True)
        return rows

    def _total(self, query: TotalsQuery, sums: dict[Key, Sums]) -> dict[str, Any]:
        return {
            **added(sums.values()).fields(),
            "item_count": self._item_count(query, sums),
            "day_count": self._day_count(query, sums),
        }

    def _item_count(self, query: TotalsQuery, sums: dict[Key, Sums]) -> int:
        if query.group_by is GroupBy.ITEM:
            return len(sums)
        if needs_records(query) or query.item_code:
            return len(self._sums(query, GroupBy.ITEM))
        period = query.period
        params = {"first_day": period.first_text, "last_day": period.last_text}
        return len(
            {
                code
                for part in self._generation.partitions(period)
                for (code,) in self._generation.rows(part, ITEMS_OF_PERIOD_SQL, params)
            }
        )

    def _day_count(self, query: TotalsQuery, sums: dict[Key, Sums]) -> int:
        if query.group_by is GroupBy.DAY:
            return len(sums)
        if needs_records(query) or query.item_code:
            return len(self._sums(query, GroupBy.DAY))
        period = query.period
        params = {"first_day": period.first_text, "last_day": period.last_text}
        return sum(
            self._generation.rows(part, DAY_COUNT_SQL, params)[0][0]
            for part in self._generation.partitions(period)
        )


def split_key(key: str, group_by: GroupBy) -> tuple[str, str]:
    """Month (or nothing) and item code of a group."""
    return (key[:7], key[8:]) if group_by is GroupBy.MONTH_ITEM else ("", key)


def needs_records(query: TotalsQuery) -> bool:
    """Whether a filter asks for what no rollup knows."""
    return any(
        value is not None
        for value in (query.q, query.lot_number, query.min_quantity, query.max_quantity)
    )
