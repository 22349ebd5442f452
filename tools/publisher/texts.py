"""Rejects staged rows whose texts cannot be written as JSON: bytes that are no UTF-8, or a NUL.

Item codes and names are checked by their few distinct values, lots only where they are not plain
ASCII, so that nothing happens per row in Python.
"""

from collections.abc import Iterable

import apsw

UNREADABLE = "text_unreadable"

DISTINCT_ITEMS_SQL = """
    SELECT DISTINCT CAST(item_code AS BLOB), CAST(item_name AS BLOB)
    FROM staged
    WHERE reason IS NULL AND {scope}
"""

# Anything but printable ASCII. GLOB and length() stop at a NUL, octet_length() does not.
UNUSUAL_LOTS_SQL = """
    SELECT rowid, CAST(lot_number AS BLOB)
    FROM staged
    WHERE (lot_number GLOB '*[^ -~]*' OR length(lot_number) <> octet_length(lot_number))
        AND reason IS NULL AND {scope}
"""

REJECT_ITEM_SQL = """
    UPDATE staged
    SET reason = :reason
    WHERE CAST(item_code AS BLOB) = :code
        AND CAST(item_name AS BLOB) IS :name
        AND reason IS NULL
"""

REJECT_ROW_SQL = """
    UPDATE staged
    SET reason = :reason
    WHERE rowid = :row
"""


def reject_unreadable_texts(db: apsw.Connection, scope: str) -> None:
    """Sets the reason of such rows in `staged`; `scope` is a condition on rowid."""
    bad_items = [
        pair for pair in db.execute(DISTINCT_ITEMS_SQL.format(scope=scope)) if not readable(pair)
    ]
    for code, name in bad_items:
        db.execute(REJECT_ITEM_SQL, {"reason": UNREADABLE, "code": code, "name": name})
    bad_rows = [
        row for row, lot in db.execute(UNUSUAL_LOTS_SQL.format(scope=scope)) if not readable([lot])
    ]
    db.executemany(REJECT_ROW_SQL, [{"reason": UNREADABLE, "row": row} for row in bad_rows])


def readable(texts: Iterable[object]) -> bool:
    """Whether all are NULL or UTF-8 without a NUL character."""
    for text in texts:
        if not isinstance(text, bytes):
            continue
        if b"\0" in text:
            return False
        try:
            text.decode()
        except UnicodeDecodeError:
            return False
    return True
