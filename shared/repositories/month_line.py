"""A month of an item as a partition keeps it: the cells that are shown, rounded at publish."""

import orjson

from shared.repositories.sums import Sums

# year_month, item_code, total_production, batch_count, avg_batch_size, min_quantity, max_quantity
MonthLine = tuple[str, str, float, int, float | None, float | None, float | None]


def month_line(year_month: str, item_code: str, sums: Sums) -> MonthLine:
    shown = sums.fields()
    return (
        year_month,
        item_code,
        shown["total_production"],
        shown["batch_count"],
        shown["avg_batch_size"],
        shown["min_quantity"],
        shown["max_quantity"],
    )


def line_text(line: MonthLine) -> str:
    """A JSON array, by the writer that also writes the answers."""
    return orjson.dumps(line).decode()
