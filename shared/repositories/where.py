"""Conditions of a statement on one partition. Column text comes from code, values are bound."""

from collections.abc import Sequence
from typing import Any

import orjson

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import RecordFilter
from shared.repositories.lots import blocks_with, matching_seqs

# Up to so many matches are fetched and sorted; more are so dense that a walk finds a page soon.
FEW_ROWS = 20_000
# Records of one block of the lot index, about, and those of a page.
BLOCK_ROWS = 512
PAGE_ROWS = 1_000
# A look at so many of a text's blocks tells how many records it will find.
SAMPLE_BLOCKS = 32
# Behind every text that begins with a prefix: the last code point there is.
LAST_CHARACTER = "\U0010ffff"

BY_LOT = "INDEXED BY records_lot_number"

SEQ_BOUNDS_SQL = """
    SELECT
        (SELECT first_seq FROM days WHERE day >= :first_day ORDER BY day LIMIT 1),
        (SELECT last_seq FROM days WHERE day <= :last_day ORDER BY day DESC LIMIT 1)
"""

# Whether each of an item's names matches, so that its code decides alone, and whether any does.
# temp B-tree: groups a few hundred dictionary rows.
ITEM_HITS_SQL = """
    SELECT item_code, MIN(hit), MAX(hit)
    FROM (
        SELECT
            item_code,
            item_code LIKE :pattern ESCAPE '\\'
                OR COALESCE(item_name LIKE :pattern ESCAPE '\\', 0) AS hit
        FROM item_names
    )
    GROUP BY item_code
"""

MATCHING_ITEMS_SQL = f"{ITEM_HITS_SQL} HAVING MAX(hit)"


ROWS_OF_ITEMS_SQL = """
    SELECT SUM(record_count)
    FROM items
    WHERE item_code IN (SELECT value FROM json_each(:codes))
"""

ROWS_OF_LOT_SQL = """
    SELECT COUNT(*)
    FROM (
        SELECT 1
        FROM records
        WHERE lot_number >= :lot_first AND lot_number < :lot_after
        LIMIT :limit
    )
"""


class Where:
    """Clauses joined by AND, the values they name, and the index of `records` to walk.

    Left alone, SQLite walks the whole table in seq order for an item that has three rows: it
    takes the two bounds on seq for a narrow range.
    """

    def __init__(self) -> None:
        self._clauses: list[str] = []
        self.params: dict[str, Any] = {}
        self.index = ""
        # The rows are listed by seq: a statement must not read the list once a day.
        self.names_rows = False

    def add(self, clause: str, **params: Any) -> None:
        self._clauses.append(clause)
        self.params |= params

    @property
    def sql(self) -> str:
        return " AND ".join(self._clauses)


def seq_bounds(generation: Generation, part: Partition, filters: RecordFilter) -> tuple[int, int]:
    """First and last seq of the period in this partition; (1, 0) when it has none."""
    period = filters.period
    params = {"first_day": period.first_text, "last_day": period.last_text}
    first, last = generation.rows(part, SEQ_BOUNDS_SQL, params)[0]
    return (first, last) if first is not None and last is not None else (1, 0)


def records_where(
    generation: Generation, part: Partition, filters: RecordFilter, first_seq: int, last_seq: int
) -> Where:
    """What the filters mean for the `records` table of one partition."""
    where = Where()
    # One upper bound only: of two, SQLite would use the first and not the tighter one.
    where.add("seq >= :first_seq", first_seq=first_seq)
    where.add("seq <= :last_seq", last_seq=last_seq)
    add_items(where, filters.item_code)
    where.index = _items_index(generation, part, filters.item_code)
    reach = last_seq - first_seq + 1
    if filters.item_code and (filters.lot_number is not None or filters.q is not None):
        reach = min(reach, _rows_of_items(generation, part, filters.item_code))
    if filters.lot_number is not None:
        few = min(FEW_ROWS, reach)
        # Lots are no order of time: what a prefix finds is sorted, which pays for few rows only.
        if rows_of_lot(generation, part, filters.lot_number, few) < few:
            where.index = BY_LOT
        where.add("lot_number >= :lot_first", lot_first=filters.lot_number)
        where.add("lot_number < :lot_after", lot_after=filters.lot_number + LAST_CHARACTER)
    if filters.min_quantity is not None:
        where.add("good_quantity >= :min_quantity", min_quantity=filters.min_quantity)
    if filters.max_quantity is not None:
        where.add("good_quantity <= :max_quantity", max_quantity=filters.max_quantity)
    if filters.q is not None:
        if where.index == BY_LOT:
            reach = min(reach, FEW_ROWS)
        _add_text(where, generation, part, filters.q, reach)
    return where


def _items_index(generation: Generation, part: Partition, codes: tuple[str, ...]) -> str:
    """One item's index entries are in seq order; those of several are sorted if they are few."""
    if len(codes) > 1 and _rows_of_items(generation, part, codes) > FEW_ROWS:
        return "NOT INDEXED"
    return "INDEXED BY records_item_code" if codes else ""


def _rows_of_items(generation: Generation, part: Partition, codes: Sequence[str]) -> int:
    params = {"codes": orjson.dumps(codes).decode()}
    (rows,) = generation.rows(part, ROWS_OF_ITEMS_SQL, params)[0]
    return int(rows or 0)


def rows_of_lot(generation: Generation, part: Partition, prefix: str, most: int) -> int:
    """Records whose lot begins with it; counted up to `most`."""
    params = {"lot_first": prefix, "lot_after": prefix + LAST_CHARACTER, "limit": most}
    (rows,) = generation.rows(part, ROWS_OF_LOT_SQL, params)[0]
    return int(rows)


def add_items(where: Where, codes: tuple[str, ...]) -> None:
    """Exact item codes, none meaning all."""
    if len(codes) == 1:
        where.add("item_code = :item_code", item_code=codes[0])
    elif codes:
        names = {f"item_code_{i}": code for i, code in enumerate(codes)}
        where.add(f"item_code IN ({', '.join(':' + name for name in names)})", **names)


def _add_text(where: Where, generation: Generation, part: Partition, text: str, reach: int) -> None:
    """`text` in code, name or lot; without an index a statement would read `reach` records.

    Codes and names are looked up in the small dictionary, lots in their own index. A few matches
    are named one by one; many are so dense that a walk finds a page soon.
    """
    params: dict[str, Any] = {"pattern": like_anywhere(text)}
    rows = generation.rows(part, MATCHING_ITEMS_SQL, params)
    found = [(code, always) for code, always, _ in rows]
    blocks = blocks_with(generation, part, text, reach // BLOCK_ROWS)
    if not found and blocks == []:
        # SQLite ends such a statement before it reads a row.
        where.add("0")
        return
    seqs = few_matches(generation, part, text, [code for code, _ in found], blocks, reach)
    if seqs is not None:
        where.index = "NOT INDEXED"
        where.names_rows = True
        where.add("seq IN (SELECT value FROM json_each(:seqs))", seqs=seqs)
        return
    alternatives = [] if blocks == [] else ["lot_number LIKE :pattern ESCAPE '\\'"]
    if whole := [code for code, always in found if always]:
        alternatives.append("item_code IN (SELECT value FROM json_each(:whole_items))")
        params["whole_items"] = orjson.dumps(whole).decode()
    if partly := [code for code, always in found if not always]:
        alternatives.append(
            "item_code IN (SELECT value FROM json_each(:partly_items))"
            " AND item_name LIKE :pattern ESCAPE '\\'"
        )
        params["partly_items"] = orjson.dumps(partly).decode()
    where.add(f"({' OR '.join(alternatives)})", **params)


def few_matches(
    generation: Generation,
    part: Partition,
    text: str,
    codes: list[str],
    blocks: list[int] | None,
    reach: int,
) -> str | None:
    """All records with this text as a JSON array of seq; None when a walk is the shorter way."""
    rows_of_items = _rows_of_items(generation, part, codes) if codes else 0
    if blocks is None or rows_of_items > FEW_ROWS:
        return None
    to_read = len(blocks) * BLOCK_ROWS + rows_of_items
    # With so many matches a walk would have read no more than this before it had a page.
    few = min(FEW_ROWS, part.quality.visible * PAGE_ROWS // to_read)
    if to_read > reach or rows_of_items > few:
        return None
    pattern = like_anywhere(text)
    if len(blocks) > SAMPLE_BLOCKS:
        sample = blocks[:: len(blocks) // SAMPLE_BLOCKS]
        limit = few * len(sample) // len(blocks) + 1
        count, _ = matching_seqs(generation, part, pattern, sample, [], limit)
        if count == limit:
            return None
    count, seqs = matching_seqs(generation, part, pattern, blocks, codes, FEW_ROWS + 1)
    return seqs if count <= FEW_ROWS else None


def like_anywhere(text: str) -> str:
    """LIKE pattern in which the text's own `%` and `_` stand for themselves."""
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return f"%{text}%"
