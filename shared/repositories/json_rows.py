"""Many rows of a statement as one JSON text.

Each step of a statement gives the GIL away and has to get it back. A list of 5,000 rows that
SQLite writes as one text is one step, so threads do not wait for each other row by row.
"""

from typing import Any

import orjson

from shared.db.connection import Params
from shared.db.generation import Generation
from shared.db.manifest import Partition


def json_cells(generation: Generation, part: Partition, sql: str, params: Params) -> list[Any]:
    """The cells of a statement's one row, each a JSON text. Raises QueryTimeout."""
    (row,) = generation.rows(part, sql, params)
    return [orjson.loads(cell) for cell in row]
