"""Totals by month and item out of the rollups, newest month first.

A month whose days are all in one partition and in the period is read as it was published.
Where two partitions share a month, or the period cuts it, its items are summed up.
"""

from dataclasses import dataclass, field
from typing import Any

from shared.dates import month_range
from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.group_sums import GroupSums, largest_first
from shared.repositories.json_rows import json_cells
from shared.repositories.month_line import MonthLine, month_line
from shared.repositories.where import Where, add_items

# In the order of the key, so that the oldest beyond the limit are not read.
MONTH_LINES_SQL = """
    SELECT '[' || IFNULL(group_concat(line, ','), '') || ']'
    FROM (
        SELECT line
        FROM month_lines
        WHERE {where}
        ORDER BY year_month DESC, place
        LIMIT :limit
    )
"""

MONTH_LINE_COUNT_SQL = """
    SELECT COUNT(*)
    FROM month_lines
    WHERE {where}
"""


@dataclass(slots=True)
class MonthItems:
    """`group_count` also counts those beyond the limit."""

    lines: list[MonthLine] = field(default_factory=list)
    group_count: int = 0

    def rows(self, names: dict[str, str | None]) -> list[dict[str, Any]]:
        """Shaped like schemas.GroupTotal."""
        name_of = names.get
        return [
            {
                "year_month": month,
                "item_code": code,
                "item_name": name_of(code),
                "total_production": total,
                "batch_count": records,
                "avg_batch_size": average,
                "min_quantity": lowest,
                "max_quantity": highest,
            }
            for month, code, total, records, average, lowest, highest in self.lines
        ]

    def short_rows(self, names: dict[str, str | None]) -> list[dict[str, Any]]:
        """Shaped like schemas.MonthItemTotal."""
        name_of = names.get
        return [
            {
                "year_month": month,
                "item_code": code,
                "item_name": name_of(code),
                "total_production": total,
                "batch_count": records,
                "avg_batch_size": average,
            }
            for month, code, total, records, average, _, _ in self.lines
        ]


class MonthItemReader:
    """Reads one pinned generation, once. Of the query, period, item codes and limit count."""

    def __init__(self, generation: Generation, query: TotalsQuery) -> None:
        self._generation = generation
        self._query = query
        self._parts = generation.partitions(query.period)
        self._found = MonthItems()

    def read(self) -> MonthItems:
        """Raises QueryTimeout."""
        cut = self._cut_months()
        done: set[str] = set()
        for part in self._parts:
            first, last = (day[:7] for day in self._span(part))
            if last in cut and last not in done:
                self._add_up(last)
            self._add_whole(part, first, last, cut)
            if first in cut and first not in done | {last}:
                self._add_up(first)
            done |= {first, last}
        return self._found

    def _span(self, part: Partition) -> tuple[str, str]:
        """First and last day of the period that the partition may hold."""
        assert part.first_day is not None
        assert part.last_day is not None
        period = self._query.period
        return max(part.first_day, period.first_text), min(part.last_day, period.last_text)

    def _cut_months(self) -> set[str]:
        """Those that the period cuts, and those that partitions share: no day is in two of
        them, so only their first and last months can be."""
        edges: list[str] = []
        cut: set[str] = set()
        for part in self._parts:
            first, last = self._span(part)
            edges += {first[:7], last[:7]}
            if first != part.first_day and not first.endswith("-01"):
                cut.add(first[:7])
            if last != part.last_day and last != month_range(last[:7])[1].isoformat():
                cut.add(last[:7])
        return cut | {month for month in edges if edges.count(month) > 1}

    def _room(self) -> int:
        return max(0, self._query.limit - len(self._found.lines))

    def _add_whole(self, part: Partition, first: str, last: str, cut: set[str]) -> None:
        """The months of a partition that are not cut."""
        found, room = self._found, self._room()
        where = Where()
        where.add("year_month >= :first_month", first_month=first)
        where.add("year_month <= :last_month", last_month=last)
        for name, month in (("first", first), ("last", last)):
            if month in cut:
                where.add(f"year_month <> :{name}_month")
        add_items(where, self._query.item_code)
        count = 0
        if room:
            sql = MONTH_LINES_SQL.format(where=where.sql)
            params = {**where.params, "limit": room}
            (lines,) = json_cells(self._generation, part, sql, params)
            count = len(lines)
            found.lines += lines
        if count == room:
            sql = MONTH_LINE_COUNT_SQL.format(where=where.sql)
            (count,) = self._generation.rows(part, sql, where.params)[0]
        found.group_count += count

    def _add_up(self, month: str) -> None:
        sums = GroupSums(self._generation).by(self._within(month), GroupBy.ITEM)
        self._found.group_count += len(sums)
        for code in largest_first(sums)[: self._room()]:
            self._found.lines.append(month_line(month, str(code), sums[code]))

    def _within(self, month: str) -> TotalsQuery:
        """The query for the days of one month."""
        first, last = month_range(month)
        period = self._query.period
        return TotalsQuery(
            date_from=max(first, period.first or first),
            date_to=min(last, period.last or last),
            item_code=self._query.item_code,
        )
