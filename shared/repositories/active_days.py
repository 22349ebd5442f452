"""On how many days each group had production: what an average per day is divided by."""

from shared.db.generation import Generation
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.group_keys import KEY_SQL, Key
from shared.repositories.group_sums import days_where
from shared.repositories.json_rows import json_cells

# {days} is COUNT(*) where a day stands once in a group, else COUNT(DISTINCT day).
ACTIVE_DAYS_SQL = """
    SELECT json_group_array(json_array(key, days))
    FROM (
        SELECT {key} AS key, {days} AS days
        FROM {table}
        WHERE {where}
        GROUP BY 1
    )
"""


def active_days(generation: Generation, query: TotalsQuery) -> dict[Key, int]:
    """Of the query, period, item codes and group_by count. Raises QueryTimeout."""
    by_item = query.group_by is GroupBy.ITEM
    once = by_item or not query.item_code
    where = days_where(query)
    statement = ACTIVE_DAYS_SQL.format(
        # Without the plus of KEY_SQL: the index by item alone answers, so nothing is sorted.
        key="item_code" if by_item else KEY_SQL[query.group_by],
        days="COUNT(*)" if once else "COUNT(DISTINCT day)",
        table="daily_items" if by_item or query.item_code else "days",
        where=where.sql,
    )
    found: dict[Key, int] = {}
    for part in generation.partitions(query.period):
        (rows,) = json_cells(generation, part, statement, where.params)
        for key, days in rows:
            # No day is in two partitions.
            found[key] = found.get(key, 0) + days
    return found
