"""Conditions of a statement on one partition. Column text comes from code, values are bound."""

from typing import Any

import orjson

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import RecordFilter

# Up to so many matches are fetched and sorted; more are so dense that a walk finds a page soon.
FEW_ROWS = 20_000
# Behind every text that begins with a prefix: the last code point there is.
LAST_CHARACTER = "\U0010ffff"

SEQ_BOUNDS_SQL = """
    SELECT
        (SELECT first_seq FROM days WHERE day >= :first_day ORDER BY day LIMIT 1),
        (SELECT last_seq FROM days WHERE day <= :last_day ORDER BY day DESC LIMIT 1)
"""

# 1: each of the item's names matches, so its code decides alone; 0: only some of them do.
# temp B-tree: groups a few hundred dictionary rows.
MATCHING_ITEMS_SQL = """
    SELECT item_code, MIN(hit)
    FROM (
        SELECT
            item_code,
            item_code LIKE :pattern ESCAPE '\\'
                OR COALESCE(item_name LIKE :pattern ESCAPE '\\', 0) AS hit
        FROM item_names
    )
    GROUP BY item_code
    HAVING MAX(hit)
"""


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
    if filters.lot_number is not None:
        if not where.index and _is_rare_lot(generation, part, filters.lot_number):
            where.index = "INDEXED BY records_lot_number"
        where.add("lot_number >= :lot_first", lot_first=filters.lot_number)
        where.add("lot_number < :lot_after", lot_after=filters.lot_number + LAST_CHARACTER)
    if filters.min_quantity is not None:
        where.add("good_quantity >= :min_quantity", min_quantity=filters.min_quantity)
    if filters.max_quantity is not None:
        where.add("good_quantity <= :max_quantity", max_quantity=filters.max_quantity)
    if filters.q is not None:
        _add_text(where, generation, part, filters.q)
    return where


def _items_index(generation: Generation, part: Partition, codes: tuple[str, ...]) -> str:
    """One item's index entries are in seq order; those of several are sorted if they are few."""
    if len(codes) > 1:
        params = {"codes": orjson.dumps(codes).decode()}
        (rows,) = generation.rows(part, ROWS_OF_ITEMS_SQL, params)[0]
        if (rows or 0) > FEW_ROWS:
            return "NOT INDEXED"
    return "INDEXED BY records_item_code" if codes else ""


def _is_rare_lot(generation: Generation, part: Partition, prefix: str) -> bool:
    """Lots are no order of time: what a prefix finds is sorted, which pays for few rows only."""
    params = {"lot_first": prefix, "lot_after": prefix + LAST_CHARACTER, "limit": FEW_ROWS}
    (rows,) = generation.rows(part, ROWS_OF_LOT_SQL, params)[0]
    return int(rows) < FEW_ROWS


def add_items(where: Where, codes: tuple[str, ...]) -> None:
    """Exact item codes, none meaning all."""
    if len(codes) == 1:
        where.add("item_code = :item_code", item_code=codes[0])
    elif codes:
        names = {f"item_code_{i}": code for i, code in enumerate(codes)}
        where.add(f"item_code IN ({', '.join(':' + name for name in names)})", **names)


def _add_text(where: Where, generation: Generation, part: Partition, text: str) -> None:
    """`text` in code, name or lot. Codes and names are looked up in the small dictionary first."""
    pattern = like_anywhere(text)
    found = generation.rows(part, MATCHING_ITEMS_SQL, {"pattern": pattern})
    alternatives = ["lot_number LIKE :pattern ESCAPE '\\'"]
    params: dict[str, Any] = {"pattern": pattern}
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


def like_anywhere(text: str) -> str:
    """LIKE pattern in which the text's own `%` and `_` stand for themselves."""
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return f"%{text}%"
