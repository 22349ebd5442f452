"""A generation that remembers what it ran, so that a number can be shown with its statement."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.db.attached import attached_rows
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

    def rows_of_all(
        self, files: Mapping[str, Path], sql: str, params: Params
    ) -> list[tuple[Any, ...]]:
        """One statement over several files by name. Raises QueryTimeout, GenerationUnreadable."""
        names = tuple(path.name for path in files.values())
        self.statements.append(Statement(names, sql, dict(params)))
        started = time.monotonic()
        try:
            return attached_rows(files, sql, params, self.deadline())
        finally:
            took_s = time.monotonic() - started
            if took_s >= self._slow_queries.threshold_s:
                self._slow_queries.note(sql, params, None, took_s)
