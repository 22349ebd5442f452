"""Sums by day out of the rollups: no day is in two partitions, so nothing is merged."""

from dataclasses import dataclass, field

from shared.db.generation import Generation
from shared.queries import TotalsQuery
from shared.repositories.group_sums import days_where
from shared.repositories.json_rows import json_cells
from shared.repositories.sums import SumColumns

# One row a day as they are; with one item the same of `daily_items`.
DAY_ROWS_SQL = """
    SELECT json_group_array(day), json_group_array(good_quantity),
        json_group_array(record_count), json_group_array(quantity_count),
        json_group_array(min_quantity), json_group_array(max_quantity)
    FROM (
        SELECT *
        FROM {table}
        WHERE {where}
        ORDER BY day
    )
"""

# temp B-tree: groups the rows of a few items.
DAYS_OF_ITEMS_SQL = """
    SELECT json_group_array(day), json_group_array(quantity), json_group_array(records),
        json_group_array(quantities), json_group_array(lowest), json_group_array(highest)
    FROM (
        SELECT day, TOTAL(good_quantity) AS quantity, SUM(record_count) AS records,
            SUM(quantity_count) AS quantities, MIN(min_quantity) AS lowest,
            MAX(max_quantity) AS highest
        FROM daily_items
        WHERE {where}
        GROUP BY day
        ORDER BY day
    )
"""


@dataclass(slots=True)
class DaySums:
    """`day` is in order; a day without a record is not there."""

    day: list[str] = field(default_factory=list)
    sums: SumColumns = field(default_factory=SumColumns)


def day_sums(generation: Generation, query: TotalsQuery) -> DaySums:
    """Of the query, only period and item codes count. Raises QueryTimeout."""
    found = DaySums()
    sql = DAYS_OF_ITEMS_SQL if len(query.item_code) > 1 else DAY_ROWS_SQL
    where = days_where(query)
    statement = sql.format(table="daily_items" if query.item_code else "days", where=where.sql)
    for part in reversed(generation.partitions(query.period)):
        day, *columns = json_cells(generation, part, statement, where.params)
        found.day += day
        found.sums.extend(*columns)
    return found
