"""Rows of the ERP that could not be read, with their raw values and the reason."""

from dataclasses import dataclass
from typing import Any

from shared.cursors import Cursor, filters_hash
from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.errors import InvalidQuery
from shared.queries import RejectedQuery

# Raw values may be bytes that are no text: they travel as BLOBs and are shown as well as may be.
REJECTED_SQL = """
    SELECT rowid, id, reason,
        CAST(production_date AS BLOB), CAST(lot_number AS BLOB), CAST(item_code AS BLOB),
        CAST(item_name AS BLOB), CAST(good_quantity AS BLOB)
    FROM rejected_records
    WHERE rowid > :after AND (:reason IS NULL OR reason = :reason)
    ORDER BY rowid
    LIMIT :limit
"""

RAW_FIELDS = ("production_date", "lot_number", "item_code", "item_name", "good_quantity")


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """`rows` are dicts shaped like schemas.RejectedRecord; `total` counts all that match."""

    rows: list[dict[str, Any]]
    total: int
    next_cursor: str | None


class RejectedRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def page(self, query: RejectedQuery) -> RejectedPage:
        """Newest source first, each in the ERP's own order. Raises InvalidQuery, QueryTimeout."""
        parts = [
            part
            for part in self._generation.manifest.partitions
            if query.source in (None, part.name)
        ]
        rows: list[dict[str, Any]] = []
        last: tuple[str, int] | None = None
        for part in self._remaining(parts, query):
            after = query.cursor.id if query.cursor and query.cursor.src == part.name else 0
            for row, shown in self._read(part, query, after, query.limit + 1 - len(rows)):
                if len(rows) == query.limit:
                    return RejectedPage(rows, self._total(parts, query), _token(last, query))
                rows.append(shown)
                last = (part.name, row)
        return RejectedPage(rows, self._total(parts, query), None)

    @staticmethod
    def _remaining(parts: list[Partition], query: RejectedQuery) -> list[Partition]:
        if query.cursor is None:
            return parts
        names = [part.name for part in parts]
        if query.cursor.src not in names:
            # From the beginning, rows would come twice.
            raise InvalidQuery(
                f"cursor: {query.cursor.src} is not published any more; start again without it",
                parameter="cursor",
            )
        return parts[names.index(query.cursor.src) :]

    def _read(
        self, part: Partition, query: RejectedQuery, after: int, limit: int
    ) -> list[tuple[int, dict[str, Any]]]:
        params = {"after": after, "reason": query.reason, "limit": limit}
        found = []
        for row, record_id, reason, *raw in self._generation.rows(part, REJECTED_SQL, params):
            values = dict(zip(RAW_FIELDS, map(_shown, raw), strict=True))
            found.append((row, {"source": part.name, "id": record_id, "reason": reason, **values}))
        return found

    @staticmethod
    def _total(parts: list[Partition], query: RejectedQuery) -> int:
        return sum(
            count
            for part in parts
            for reason, count in part.quality.rejected.items()
            if query.reason in (None, reason)
        )


def _shown(raw: bytes | None) -> str | None:
    return None if raw is None else bytes(raw).decode(errors="backslashreplace")


def _token(last: tuple[str, int] | None, query: RejectedQuery) -> str | None:
    if last is None:
        return None
    source, row = last
    return Cursor(d=Cursor.NO_MOMENT, src=source, id=row, f=filters_hash(query.filters)).encode()
