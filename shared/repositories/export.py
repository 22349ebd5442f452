"""All matching records of one generation, newest first, in chunks: memory does not grow."""

from collections.abc import Callable, Iterator
from typing import Any

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.export_queries import ExportQuery
from shared.repositories.records import RecordRepository
from shared.repositories.where import Where

EXPORT_ROWS_SQL = """
    SELECT seq, {columns}
    FROM records {index}
    WHERE {where}
    ORDER BY seq DESC
    LIMIT :limit
"""

# SQLite writes the JSON, byte for byte as it does for a page of `/records`.
EXPORT_LINES_SQL = """
    SELECT
        CAST(group_concat(json_object({columns}), char(10)) AS BLOB),
        COUNT(*),
        MIN(seq)
    FROM (
        SELECT seq, id, production_date, lot_number, item_code, item_name, good_quantity
        FROM records {index}
        WHERE {where}
        ORDER BY seq DESC
        LIMIT :limit
    )
"""

CHUNK_ROWS = 2_000

Row = tuple[Any, ...]
# Rows, how many records they hold, and the lowest seq among these.
Chunk = tuple[list[Row], int, int]


class ExportRepository:
    """Reads one pinned generation. Each chunk is one statement with its own time limit."""

    def __init__(self, generation: Generation, query: ExportQuery) -> None:
        self._generation = generation
        self._query = query

    def rows(self) -> Iterator[list[Row]]:
        """Chunks of rows with `query.fields` as columns. Raises QueryTimeout."""
        columns = ", ".join(map(_column, self._query.fields))

        def read(part: Partition, where: Where, limit: int) -> Chunk:
            found = self._run(EXPORT_ROWS_SQL, part, where, limit, columns)
            return [row[1:] for row in found], len(found), found[-1][0] if found else 0

        return self._chunks(read)

    def lines(self) -> Iterator[list[Row]]:
        """Chunks of one row with one column: NDJSON as bytes, without the last line's end."""
        columns = ", ".join(f"'{name}', {_column(name)}" for name in self._query.fields)

        def read(part: Partition, where: Where, limit: int) -> Chunk:
            text, count, lowest = self._run(EXPORT_LINES_SQL, part, where, limit, columns)[0]
            return [(text,)], count, lowest

        return self._chunks(read)

    def _chunks(self, read: Callable[[Partition, Where, int], Chunk]) -> Iterator[list[Row]]:
        missing = self._query.limit
        for part, where in self._partitions():
            full = True
            while full and missing != 0:
                limit = CHUNK_ROWS if missing is None else min(CHUNK_ROWS, missing)
                rows, count, lowest = read(part, where, limit)
                if count:
                    yield rows
                    where.params["last_seq"] = lowest - 1
                    missing = None if missing is None else missing - count
                full = count == limit

    def _partitions(self) -> Iterator[tuple[Partition, Where]]:
        records = RecordRepository(self._generation)
        for part in self._generation.partitions(self._query.period):
            where = records.remaining(part, self._query, self._query.cursor)
            if where is not None:
                yield part, where

    def _run(self, sql: str, part: Partition, where: Where, limit: int, columns: str) -> list[Row]:
        statement = sql.format(columns=columns, index=where.index, where=where.sql)
        params = where.params | {"source": part.name, "limit": limit}
        return self._generation.rows(part, statement, params)


def _column(field: str) -> str:
    """Column text of one of FIELDS."""
    return ":source" if field == "source" else field
