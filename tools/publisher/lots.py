"""The lot search index of a partition: made whole, or anew for the segments that have changed."""

import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from shared.db.lot_index import BLOCK_BITS, GRAM_BITS
from tools.publisher.build_sql import LAST_SEQ_SQL
from tools.publisher.lot_grams import Segment, make_segment
from tools.publisher.work_file import one_row

LOTS_IN_SEGMENT = 32 * 1024
# With more records than this share to be made anew, all segments are.
MAX_CHANGED_SHARE = 0.02
# A longer lot is not indexed: its block is looked at for every search.
LONGEST_LOT_BYTES = 256
# The least text above the empty one, which no search finds; and the end, for every blob is above
# every text.
FIRST_TEXT = "\0"
AFTER_ALL = b""

# No lot holds a NUL: such a row is rejected.
SEGMENT_LOTS_SQL = """
    SELECT
        CAST(group_concat(
            CASE WHEN octet_length(lot) <= :longest THEN lot ELSE '' END,
            char(0)
        ) AS BLOB),
        CAST(group_concat(row_count, ' ') AS BLOB),
        MAX(lot),
        COUNT(*)
    FROM (
        SELECT lot_number AS lot, COUNT(*) AS row_count
        FROM records INDEXED BY records_lot_number
        WHERE lot_number >= :first AND lot_number < :before
        GROUP BY lot_number
        ORDER BY lot_number
        LIMIT :limit
    )
"""

SEGMENTS_SQL = """
    SELECT first_lot, segment
    FROM lot_segments
    ORDER BY first_lot
"""

# temp B-tree: the days that are made anew are few.
LOTS_SINCE_SQL = """
    SELECT lot_number, COUNT(*)
    FROM records NOT INDEXED
    WHERE seq > :seq AND lot_number > ''
    GROUP BY lot_number
"""

LOTS_OF_RANGE_SQL = """
    SELECT COUNT(DISTINCT lot_number)
    FROM records INDEXED BY records_lot_number
    WHERE lot_number >= :first AND lot_number < :before
"""

LAST_SEGMENT_SQL = """
    SELECT IFNULL(MAX(segment), 0)
    FROM lot_segments
"""

DROP_SQL = (
    """
    DELETE FROM lot_segments
    WHERE segment = :segment
    """,
    f"""
    DELETE FROM lot_blocks
    WHERE block BETWEEN :segment << {BLOCK_BITS} AND ((:segment + 1) << {BLOCK_BITS}) - 1
    """,
    f"""
    DELETE FROM lot_grams
    WHERE gram BETWEEN :segment << {GRAM_BITS} AND ((:segment + 1) << {GRAM_BITS}) - 1
    """,
)

ADD_SEGMENT_SQL = """
    INSERT INTO lot_segments
    VALUES (:segment, :first_lot, :blocks)
"""

ADD_BLOCK_SQL = """
    INSERT INTO lot_blocks
    VALUES (?, ?, ?, ?)
"""

ADD_GRAM_SQL = """
    INSERT INTO lot_grams
    VALUES (?, ?)
"""


@dataclass(frozen=True, slots=True)
class LotRange:
    """The lots from `first` on that are below `before`, and the segment that holds them."""

    segment: int
    first: str
    before: str | bytes


class LotChanges:
    """For a base: created before its last days are cut off, finished when they stand there anew."""

    def __init__(self, db: apsw.Connection, kept_rows: int) -> None:
        """The first `kept_rows` records stay as they are."""
        self._db = db
        self._kept_rows = kept_rows
        self._ranges = ranges_of(db.execute(SEGMENTS_SQL).fetchall())
        self._too_many = not self._ranges
        # Records that a lot has now less those that it had; a day made anew has most of its old.
        self._gained: Counter[str] = Counter()
        self._note(self._gained.subtract)

    def finish(self) -> None:
        """Make the segments of all lots that came, went or got other records anew."""
        self._note(self._gained.update)
        lots = {} if self._too_many else {one: self._lots(one) for one in self._changed()}
        # Without its last lot a segment would leave a hole in the ranges.
        if self._too_many or 0 in lots.values():
            for one in self._ranges:
                _drop(self._db, one.segment)
            make_lot_index(self._db)
            return
        for one in sorted(lots, key=lambda one: one.first):
            _drop(self._db, one.segment)
            # A full segment has room to double: else each new lot would split another one off.
            fits = lots[one] <= 2 * LOTS_IN_SEGMENT
            _fill(self._db, one, 2 * LOTS_IN_SEGMENT if fits else LOTS_IN_SEGMENT)

    def _lots(self, one: LotRange) -> int:
        bounds = {"first": one.first, "before": one.before}
        return int(one_row(self._db, LOTS_OF_RANGE_SQL, bounds)[0])

    def _note(self, count: Callable[[dict[str, int]], None]) -> None:
        (rows,) = one_row(self._db, LAST_SEQ_SQL)
        if rows - self._kept_rows > rows * MAX_CHANGED_SHARE:
            self._too_many = True
        if not self._too_many:
            found = self._db.execute(LOTS_SINCE_SQL, {"seq": self._kept_rows})
            count({str(lot): int(str(rows)) for lot, rows in found})

    def _changed(self) -> set[LotRange]:
        firsts = [one.first for one in self._ranges]
        return {
            self._ranges[bisect.bisect_right(firsts, lot) - 1]
            for lot, gained in self._gained.items()
            if gained
        }


def make_lot_index(db: apsw.Connection) -> None:
    """Of all records; the index over lots must exist."""
    _fill(db, LotRange(1, FIRST_TEXT, AFTER_ALL), LOTS_IN_SEGMENT)


def ranges_of(segments: Sequence[tuple[Any, ...]]) -> list[LotRange]:
    """In the order of lots, as SEGMENTS_SQL reads them; they hold every lot that may ever come."""
    firsts = [FIRST_TEXT, *(first for first, _ in segments[1:])]
    ends: list[str | bytes] = [*firsts[1:], AFTER_ALL]
    return [
        LotRange(number, first, before)
        for (_, number), first, before in zip(segments, firsts, ends, strict=False)
    ]


def _drop(db: apsw.Connection, segment: int) -> None:
    for statement in DROP_SQL:
        db.execute(statement, {"segment": segment})


def _fill(db: apsw.Connection, span: LotRange, limit: int) -> None:
    """Segments of at most `limit` lots each; the first has the span's number."""
    segment, first = span.segment, span.first
    while True:
        bounds = {"first": first, "before": span.before, "limit": limit}
        joined, row_counts, last_lot, count = one_row(
            db, SEGMENT_LOTS_SQL, bounds | {"longest": LONGEST_LOT_BYTES}
        )
        if not count:
            return
        after = f"{last_lot}\0"
        _add(db, segment, first, after, make_segment(joined, row_counts))
        (highest,) = one_row(db, LAST_SEGMENT_SQL)
        segment, first = highest + 1, after


def _add(db: apsw.Connection, number: int, first: str, after: str, segment: Segment) -> None:
    named = {"segment": number, "first_lot": first, "blocks": len(segment.firsts)}
    db.execute(ADD_SEGMENT_SQL, named)
    db.executemany(ADD_BLOCK_SQL, block_rows(number, first, after, segment))
    db.executemany(ADD_GRAM_SQL, gram_rows(number, segment))


def block_rows(
    number: int, first: str, after: str, segment: Segment
) -> Iterator[tuple[int, str, str, int]]:
    """What `lot_blocks` holds of the segment with this number, in order."""
    firsts = [lot or first for lot in segment.firsts]
    blocks = range(number << BLOCK_BITS, (number << BLOCK_BITS) + len(firsts))
    singles = map(int, segment.single)
    return zip(blocks, firsts, [*firsts[1:], after], singles, strict=True)


def gram_rows(number: int, segment: Segment) -> Iterator[tuple[int, bytes]]:
    """What `lot_grams` holds of the segment with this number, in order."""
    return ((number << GRAM_BITS | gram, stored) for gram, stored in segment.grams)
