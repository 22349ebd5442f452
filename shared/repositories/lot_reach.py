"""How many records a question about lots would read: it is asked before they are read."""

from shared.db.generation import Generation
from shared.queries import RecordFilter
from shared.repositories.totals import TotalsRepository
from shared.repositories.where import FEW_ROWS, rows_of_lot


def lot_reach(generation: Generation, filters: RecordFilter) -> int:
    """Those of the period and items, or those whose lot begins so where they are fewer and few.

    Raises QueryTimeout.
    """
    rest = filters.filters.model_dump() | {"lot_number": None}
    reach = TotalsRepository(generation).count(RecordFilter(**rest))
    if filters.lot_number is None:
        return reach
    found = [
        rows_of_lot(generation, part, filters.lot_number, FEW_ROWS)
        for part in generation.partitions(filters.period)
    ]
    return min(reach, sum(found)) if all(rows < FEW_ROWS for rows in found) else reach
