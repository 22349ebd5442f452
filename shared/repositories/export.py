"""All matching records of one generation, newest first, in chunks: memory does not grow.

SQLite writes the text, so Python's lock is free while it works.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.export_queries import ExportQuery
from shared.repositories.export_text import TEXT_PARAMS, csv_line, json_line, sheet_row
from shared.repositories.records import RecordRepository
from shared.repositories.where import Where

EXPORT_TEXT_SQL = """
    SELECT
        CAST(group_concat({line}, '') AS BLOB),
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

# The outer query keeps the inner one's order, so that the rows need no sort to be counted.
EXPORT_SHEET_SQL = """
    SELECT
        CAST(group_concat({line}, '') AS BLOB),
        COUNT(*),
        MIN(seq)
    FROM (
        SELECT *, :first_row - 1 + row_number() OVER () AS row
        FROM (
            SELECT seq, id, production_date, lot_number, item_code, item_name, good_quantity
            FROM records {index}
            WHERE {where}
            ORDER BY seq DESC
            LIMIT :limit
        )
    )
"""

CHUNK_ROWS = 2_000


class Chunk(NamedTuple):
    """The text of so many records."""

    text: bytes
    rows: int


class ExportRepository:
    """Reads one pinned generation. Each chunk is one statement with its own time limit."""

    def __init__(self, generation: Generation, query: ExportQuery) -> None:
        self._generation = generation
        self._query = query

    def csv(self) -> Iterator[Chunk]:
        """Lines that end in CRLF. Raises QueryTimeout, as all of these do."""
        return self._chunks(EXPORT_TEXT_SQL, csv_line(self._query.fields))

    def json_lines(self) -> Iterator[Chunk]:
        """One JSON object a line."""
        return self._chunks(EXPORT_TEXT_SQL, json_line(self._query.fields))

    def sheet_rows(self, first_row: int) -> Iterator[Chunk]:
        """`<row>` elements of an Excel sheet, numbered from `first_row`."""
        return self._chunks(EXPORT_SHEET_SQL, sheet_row(self._query.fields), first_row)

    def _chunks(self, sql: str, line: str, first_row: int = 1) -> Iterator[Chunk]:
        missing = self._query.limit
        for part, where in self._partitions():
            statement = sql.format(line=line, index=where.index, where=where.sql)
            full = True
            while full and missing != 0:
                limit = CHUNK_ROWS if missing is None else min(CHUNK_ROWS, missing)
                params = {"source": part.name, "limit": limit, "first_row": first_row}
                text, count, lowest = self._generation.rows(
                    part, statement, TEXT_PARAMS | where.params | params
                )[0]
                if count:
                    yield Chunk(text, count)
                    where.params["last_seq"] = lowest - 1
                    first_row += count
                    missing = None if missing is None else missing - count
                full = count == limit

    def _partitions(self) -> Iterator[tuple[Partition, Where]]:
        records = RecordRepository(self._generation)
        for part in self._generation.partitions(self._query.period):
            where = records.remaining(part, self._query, self._query.place)
            if where is not None:
                yield part, where
