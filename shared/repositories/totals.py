"""Totals by group. Sums and counts are merged over the partitions, never averages.

Filters that a rollup knows (period, items) are answered from rollups, any other from `records`.
"""

from dataclasses import dataclass
from typing import Any

from shared.db.generation import Generation
from shared.queries import GroupBy, RecordFilter, TotalsQuery
from shared.repositories import distinct
from shared.repositories.day_sums import DaySums, day_sums
from shared.repositories.group_keys import KEY_FIELD, Key, split_key
from shared.repositories.group_sums import GroupSums, largest_first
from shared.repositories.items import ItemRepository
from shared.repositories.json_rows import ObjectList
from shared.repositories.month_items import MonthItemReader
from shared.repositories.record_sums import RecordSumsReader
from shared.repositories.sums import Sums, added
from shared.repositories.text_items import without_text


@dataclass(frozen=True, slots=True)
class TotalsResult:
    """`listed`: objects shaped like schemas.GroupTotal; `group_count` counts all of them."""

    listed: ObjectList
    group_count: int
    total: dict[str, Any]

    @property
    def groups(self) -> list[dict[str, Any]]:
        return self.listed.objects()


@dataclass(frozen=True, slots=True)
class GroupList:
    """`group_count` also counts the objects beyond the limit."""

    listed: ObjectList
    group_count: int


class TotalsRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._groups = GroupSums(generation)
        self._records = RecordSumsReader(generation)

    def totals(self, query: TotalsQuery) -> TotalsResult:
        """Groups in time order; items by falling total, months of items newest first.

        Raises QueryTimeout.
        """
        query = without_text(self._generation, query)
        if needs_records(query):
            return self._of_records(query)
        if query.group_by is GroupBy.DAY:
            return self._by_day(query)
        if query.group_by is GroupBy.MONTH_ITEM:
            return self._by_month_item(query)
        sums = self._groups.by(query, query.group_by)
        groups = self._ordered(sums, query)
        items = len(sums) if query.group_by is GroupBy.ITEM else self._item_count(query)
        total = _total(added(sums.values()), items, self._day_count(query))
        count = 0 if query.group_by is GroupBy.NONE else len(sums)
        return TotalsResult(ObjectList(groups), count, total)

    def month_items(self, query: TotalsQuery) -> GroupList:
        """By month and item, newest first, shaped like schemas.MonthItemTotal.

        Of the query, period, item codes and limit count. Raises QueryTimeout.
        """
        found = MonthItemReader(self._generation, query, short=True).read()
        return GroupList(found.listed(), found.group_count)

    def days(self, query: TotalsQuery) -> DaySums:
        """Sums of each day that has a record, to be added up. Raises QueryTimeout."""
        query = without_text(self._generation, query)
        if not needs_records(query):
            return day_sums(self._generation, query)
        found = DaySums()
        for day, sums in sorted(self._records.by(query, GroupBy.DAY).items()):
            found.day.append(str(day))
            found.sums.append(sums)
        return found

    def count(self, filters: RecordFilter) -> int:
        """Records that match. Raises QueryTimeout."""
        query = without_text(self._generation, TotalsQuery(**filters.filters.model_dump()))
        if needs_records(query):
            return self._records.count(query)
        return sum(one.records for one in self._groups.by(query, GroupBy.NONE).values())

    def _of_records(self, query: TotalsQuery) -> TotalsResult:
        found = self._records.read(query, query.group_by)
        groups = self._ordered(found.sums, query)
        total = _total(added(found.sums.values()), len(found.items), found.days)
        count = 0 if query.group_by is GroupBy.NONE else len(found.sums)
        return TotalsResult(ObjectList(groups), count, total)

    def _by_day(self, query: TotalsQuery) -> TotalsResult:
        found = day_sums(self._generation, query)
        columns = (*found.sums.totals(), *found.sums.extremes())
        groups = [
            {
                "day": day,
                "total_production": total,
                "batch_count": records,
                "avg_batch_size": average,
                "min_quantity": lowest,
                "max_quantity": highest,
            }
            for day, total, records, average, lowest, highest in zip(
                found.day, *columns, strict=True
            )
        ]
        count = len(groups)
        total = _total(found.sums.whole(), self._item_count(query), count)
        return TotalsResult(ObjectList(groups[: query.limit]), count, total)

    def _by_month_item(self, query: TotalsQuery) -> TotalsResult:
        found = MonthItemReader(self._generation, query).read()
        whole = added(self._groups.by(query, GroupBy.NONE).values())
        total = _total(whole, self._item_count(query), self._day_count(query))
        return TotalsResult(found.listed(), found.group_count, total)

    def _ordered(self, sums: dict[Key, Sums], query: TotalsQuery) -> list[dict[str, Any]]:
        """Those within the limit."""
        group_by = query.group_by
        if group_by is GroupBy.NONE:
            return []
        if group_by in KEY_FIELD:
            field = KEY_FIELD[group_by]
            keys = sorted(sums)[: query.limit]
            return [{field: key, **sums[key].fields()} for key in keys]
        keys = largest_first(sums)
        if group_by is GroupBy.MONTH_ITEM:
            keys.sort(key=lambda key: split_key(str(key), group_by)[0], reverse=True)
        names = self._names()
        rows: list[dict[str, Any]] = []
        for key in keys[: query.limit]:
            month, code = split_key(str(key), group_by)
            item = {"item_code": code, "item_name": names.get(code), **sums[key].fields()}
            rows.append({"year_month": month, **item} if month else item)
        return rows

    def _names(self) -> dict[str, str | None]:
        return ItemRepository(self._generation).names()

    def _item_count(self, query: TotalsQuery) -> int:
        return distinct.item_count(self._generation, query)

    def _day_count(self, query: TotalsQuery) -> int:
        return distinct.day_count(self._generation, query)


def needs_records(query: RecordFilter) -> bool:
    """Whether a filter asks for what no rollup knows."""
    return any(
        value is not None
        for value in (query.q, query.lot_number, query.min_quantity, query.max_quantity)
    )


def _total(whole: Sums, items: int, days: int) -> dict[str, Any]:
    return {**whole.fields(), "item_count": items, "day_count": days}
