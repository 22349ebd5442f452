"""How many items and days a period has, without reading what they hold."""

from typing import Any

from shared.db.generation import Generation
from shared.queries import TotalsQuery
from shared.repositories.where import Where, add_items

# One index look-up an item instead of one row a day and item.
ITEMS_OF_PERIOD_SQL = """
    SELECT item_code
    FROM items
    WHERE {where} AND EXISTS (
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

# temp B-tree: the days of a few items.
ITEM_DAY_COUNT_SQL = """
    SELECT COUNT(DISTINCT day)
    FROM daily_items
    WHERE {where} AND day >= :first_day AND day <= :last_day
"""


def item_count(generation: Generation, query: TotalsQuery) -> int:
    """Of the query, only period and item codes count. Raises QueryTimeout."""
    where = _items(query)
    sql = ITEMS_OF_PERIOD_SQL.format(where=where.sql)
    return len(
        {
            code
            for part in generation.partitions(query.period)
            for (code,) in generation.rows(part, sql, where.params)
        }
    )


def day_count(generation: Generation, query: TotalsQuery) -> int:
    """The same for days, each of which is in one partition."""
    where = _items(query)
    sql = ITEM_DAY_COUNT_SQL.format(where=where.sql) if query.item_code else DAY_COUNT_SQL
    counts: list[list[tuple[Any, ...]]] = [
        generation.rows(part, sql, where.params) for part in generation.partitions(query.period)
    ]
    return sum(rows[0][0] for rows in counts)


def _items(query: TotalsQuery) -> Where:
    where = Where()
    add_items(where, query.item_code)
    if not query.item_code:
        where.add("1")
    period = query.period
    where.params |= {"first_day": period.first_text, "last_day": period.last_text}
    return where
