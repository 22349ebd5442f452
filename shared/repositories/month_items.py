"""Totals by month and item out of the rollups, newest month first.

A month whose days are all in one partition and in the period is read as it was published.
Where two partitions share a month, or the period cuts it, its items are summed up.
"""

from dataclasses import dataclass, field

import orjson

from shared.dates import month_range, months_back
from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.group_sums import GroupSums, largest_first
from shared.repositories.items import ItemRepository, newest_names
from shared.repositories.json_rows import ObjectList
from shared.repositories.month_line import month_line, name_text
from shared.repositories.where import Where, add_items

# In the order of the key, so that the oldest beyond the limit are not read. Lines hold the names
# that the partition knows.
MONTH_LINES_SQL = """
    WITH renamed AS MATERIALIZED (
        SELECT key AS code, value ->> 0 AS old, value ->> 1 AS new
        FROM json_each(:renamed)
    )
    SELECT CAST(group_concat(
            IFNULL(
                (SELECT replace(line, old, new) FROM renamed WHERE code = item_code), line
            ) || {end}, ','
        ) AS BLOB),
        COUNT(*)
    FROM (
        SELECT item_code, line, extremes
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


# A pinned version, or an archive that is gone, may be of a release that had none.
HAS_LINES_SQL = """
    SELECT 1
    FROM sqlite_schema
    WHERE name = 'month_lines'
"""


@dataclass(slots=True)
class MonthItems:
    """`pieces`: JSON objects with commas between them. `group_count` also counts those beyond the
    limit."""

    pieces: list[bytes] = field(default_factory=list)
    count: int = 0
    group_count: int = 0

    def listed(self) -> ObjectList:
        return ObjectList.of_text(b"[" + b",".join(self.pieces) + b"]", self.count)


class MonthItemReader:
    """Reads one pinned generation, once. Of the query, period, item codes and limit count.

    Rows are shaped like schemas.GroupTotal; `short` ones like schemas.MonthItemTotal.
    """

    def __init__(self, generation: Generation, query: TotalsQuery, *, short: bool = False) -> None:
        self._generation = generation
        self._query = query
        self._short = short
        self._names_by_file = ItemRepository(generation).names_by_file()
        self._names = newest_names(self._names_by_file)
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
            if self._generation.rows(part, HAS_LINES_SQL, {}):
                self._add_whole(part, first, last, cut)
            else:
                for month in months_back(last, first):
                    if month not in cut:
                        self._add_up(month)
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
        return max(0, self._query.limit - self._found.count)

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
            end = "'}'" if self._short else "extremes"
            sql = MONTH_LINES_SQL.format(end=end, where=where.sql)
            params = {**where.params, "limit": room, "renamed": self._renamed(part)}
            ((text, count),) = self._generation.rows(part, sql, params)
            self._add(text, count)
        if count == room:
            sql = MONTH_LINE_COUNT_SQL.format(where=where.sql)
            (count,) = self._generation.rows(part, sql, where.params)[0]
        found.group_count += count

    def _add_up(self, month: str) -> None:
        sums = GroupSums(self._generation).by(self._within(month), GroupBy.ITEM)
        self._found.group_count += len(sums)
        for code in map(str, largest_first(sums)[: self._room()]):
            line, extremes = month_line(month, code, self._names.get(code), sums[code])
            self._add((line + ("}" if self._short else extremes)).encode(), 1)

    def _add(self, text: bytes | None, count: int) -> None:
        if text:
            self._found.pieces.append(text)
            self._found.count += count

    def _renamed(self, part: Partition) -> str:
        """JSON: the items that have a newer name than the partition knows, what its lines say and
        what they should."""
        known = self._names_by_file[part.file]
        return orjson.dumps(
            {
                code: (name_text(name), name_text(self._names[code]))
                for code, name in known.items()
                if self._names[code] != name
            }
        ).decode()

    def _within(self, month: str) -> TotalsQuery:
        """The query for the days of one month."""
        first, last = month_range(month)
        period = self._query.period
        return TotalsQuery(
            date_from=max(first, period.first or first),
            date_to=min(last, period.last or last),
            item_code=self._query.item_code,
        )
