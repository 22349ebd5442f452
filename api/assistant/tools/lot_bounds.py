"""What a question about lots may read: no rollup knows lots, so records are read one by one."""

from api.assistant.results import ToolRefused
from api.assistant.tools.desk import Desk
from shared.queries import RecordFilter
from shared.repositories.lot_reach import lot_reach

# 20 ms of CPU, once; items and lots of a lot_prefix take two passes.
MOST_RECORDS = 22_000


def check_lots(desk: Desk, filters: RecordFilter, group_by: str) -> None:
    """Raises ToolRefused where more than that would have to be read."""
    if filters.lot_number is None and group_by != "lot":
        return
    passes = 2 if filters.lot_number is not None and group_by in ("item", "lot") else 1
    most = MOST_RECORDS // passes
    reach = lot_reach(desk.generation, filters)
    if reach <= most:
        return
    raise ToolRefused(
        f"Lots have no ready sums: {reach:,} records would be read, at most {most:,} can be. "
        f"Ask for {_shorter(desk, filters, reach, most)}, name item_codes, give "
        f"{'more of the' if filters.lot_number else 'a'} lot_prefix, or group by item instead."
    )


def has_few(desk: Desk, filters: RecordFilter) -> bool:
    """Whether the records can be counted."""
    return filters.lot_number is None or lot_reach(desk.generation, filters) <= MOST_RECORDS


def _shorter(desk: Desk, filters: RecordFilter, reach: int, most: int) -> str:
    """How many days hold as many records; of a lot nobody knows."""
    if filters.lot_number is not None or filters.date_from is None or filters.date_to is None:
        return "a shorter period"
    first, last = max(filters.date_from, desk.data.first), min(filters.date_to, desk.data.last)
    days = max(1, ((last - first).days + 1) * most // reach)
    return f"a period of about {days} days"
