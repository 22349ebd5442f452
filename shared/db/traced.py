"""A generation that remembers what it ran, so that a number can be shown with its statement."""

from dataclasses import dataclass
from typing import Any

from shared.db.connection import Params
from shared.db.generation import Generation
from shared.db.manifest import Partition


@dataclass(frozen=True, slots=True)
class Statement:
    """What ran, and on which of the published files."""

    files: tuple[str, ...]
    sql: str
    params: Params


class TracedGeneration(Generation):
    """The same connections and the same pin; used by one thread for one piece of work."""

    def __init__(self, generation: Generation) -> None:
        # Everything it holds is shared, nothing is opened again.
        vars(self).update(vars(generation))
        self.statements: list[Statement] = []

    def rows(self, part: Partition, sql: str, params: Params) -> list[tuple[Any, ...]]:
        self.statements.append(Statement((part.file,), sql, dict(params)))
        return super().rows(part, sql, params)
