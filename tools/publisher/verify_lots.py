"""Does the lot search index of a partition say what its records say?"""

import math

from shared.db.connection import PartitionConnection
from shared.db.lot_index import BLOCK_BITS, GRAM_BITS
from tools.publisher.lot_grams import make_segment
from tools.publisher.lots import (
    LONGEST_LOT_BYTES,
    SEGMENT_LOTS_SQL,
    SEGMENTS_SQL,
    LotRange,
    block_rows,
    gram_rows,
    ranges_of,
)

NO_LIMIT = -1

UNINDEXED_SQL = """
    SELECT EXISTS (SELECT 1 FROM records WHERE lot_number > '')
"""

SIZES_SQL = """
    SELECT (SELECT COUNT(*) FROM lot_blocks), (SELECT COUNT(*) FROM lot_grams)
"""

BLOCKS_SQL = f"""
    SELECT block, first_lot, before_lot, is_one_lot
    FROM lot_blocks
    WHERE block BETWEEN :segment << {BLOCK_BITS} AND ((:segment + 1) << {BLOCK_BITS}) - 1
    ORDER BY block
"""

GRAMS_SQL = f"""
    SELECT gram, blocks
    FROM lot_grams
    WHERE gram BETWEEN :segment << {GRAM_BITS} AND ((:segment + 1) << {GRAM_BITS}) - 1
    ORDER BY gram
"""


def lots_fit(db: PartitionConnection) -> bool:
    """Makes each segment again from the records. Raises GenerationUnreadable."""
    ranges = ranges_of(db.rows(SEGMENTS_SQL, {}, math.inf))
    if not ranges:
        return not db.rows(UNINDEXED_SQL, {}, math.inf)[0][0]
    sizes = [_size(db, one) for one in ranges]
    if None in sizes:
        return False
    found = db.rows(SIZES_SQL, {}, math.inf)[0]
    return found == tuple(map(sum, zip(*filter(None, sizes), strict=True)))


def _size(db: PartitionConnection, one: LotRange) -> tuple[int, int] | None:
    """Blocks and grams of a segment; None when they are not those of its lots."""
    bounds = {"first": one.first, "before": one.before}
    limits = {"limit": NO_LIMIT, "longest": LONGEST_LOT_BYTES}
    joined, row_counts, last_lot, count = db.rows(SEGMENT_LOTS_SQL, bounds | limits, math.inf)[0]
    if not count:
        return None
    segment = make_segment(joined, row_counts)
    blocks = list(block_rows(one.segment, one.first, f"{last_lot}\0", segment))
    grams = list(gram_rows(one.segment, segment))
    named = {"segment": one.segment}
    if db.rows(BLOCKS_SQL, named, math.inf) != blocks:
        return None
    if db.rows(GRAMS_SQL, named, math.inf) != grams:
        return None
    return len(blocks), len(grams)
