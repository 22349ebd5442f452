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


class ObjectList:
    """A list of objects, or its JSON text, which is read only for those who need the objects."""

    def __init__(self, objects: list[dict[str, Any]]) -> None:
        self._objects: list[dict[str, Any]] | None = objects
        self._text = b""
        self._count = len(objects)

    @classmethod
    def of_text(cls, text: bytes, count: int) -> "ObjectList":
        """`text`: a JSON array of so many objects."""
        listed = cls([])
        listed._objects, listed._text, listed._count = None, text, count
        return listed

    def __len__(self) -> int:
        return self._count

    def objects(self) -> list[dict[str, Any]]:
        if self._objects is None:
            self._objects = orjson.loads(self._text)
        return self._objects

    def json(self) -> list[dict[str, Any]] | orjson.Fragment:
        """What orjson.dumps takes."""
        return orjson.Fragment(self._text) if self._text else self.objects()
