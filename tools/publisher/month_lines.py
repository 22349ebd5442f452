"""`month_lines`: the months of items as they are shown; nobody rounds or sorts to read them."""

import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Any

import apsw

from shared.db.connection import PartitionConnection
from shared.repositories.month_line import month_line
from shared.repositories.sums import Sums

# temp B-tree: sorts the items of one month.
MONTHS_SQL = """
    SELECT year_month, item_code, item_name, monthly_items.good_quantity,
        monthly_items.record_count, quantity_count, min_quantity, max_quantity
    FROM monthly_items
    JOIN items USING (item_code)
    ORDER BY year_month DESC, monthly_items.good_quantity DESC, item_code
"""

ADD_SQL = """
    INSERT INTO month_lines
    VALUES (?, ?, ?, ?, ?)
"""

LINES_SQL = """
    SELECT year_month, place, item_code, line, extremes
    FROM month_lines
    ORDER BY year_month DESC, place
"""

Row = tuple[Any, ...]


def add_month_lines(db: apsw.Connection) -> None:
    """Out of `monthly_items`, all of them: some thousands a file."""
    db.executemany(ADD_SQL, _rows(db.execute(MONTHS_SQL).fetchall()))


def month_lines_fit(db: PartitionConnection) -> bool:
    """Whether a published file has the lines that its months make. Raises GenerationUnreadable."""
    months = db.rows(MONTHS_SQL, {}, math.inf)
    return list(_rows(months)) == db.rows(LINES_SQL, {}, math.inf)


def _rows(months: Iterable[Row]) -> Iterator[Row]:
    """Rows of the table in its order; `place` begins anew in every month."""
    for year_month, items in itertools.groupby(months, key=lambda row: row[0]):
        for place, (_, code, name, *values) in enumerate(items):
            yield (year_month, place, code, *month_line(year_month, code, name, Sums(*values)))
