"""A published plant with a toolbox over it, and the same rows in plain Python."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.assistant.results import Table
from api.assistant.toolbox import Toolbox
from shared.db.generation import Generation
from shared.db.router import DatabaseRouter
from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tests.reference import ReferenceRow, reference_rows


@dataclass(frozen=True)
class Plant:
    """`rows` in display order, from the ERP's own files."""

    settings: Settings
    generation: Generation
    toolbox: Toolbox
    rows: tuple[ReferenceRow, ...]

    def run(self, name: str, **args: Any) -> Table:
        return self.toolbox.run(name, args)


@contextmanager
def published_plant(folder: Path, rows: int = 1_500) -> Iterator[Plant]:
    make_plant_files(folder, rows=rows)
    settings = plant_settings(folder)
    publish_now(settings)
    router = DatabaseRouter(settings)
    reference = reference_rows(settings.sources(), SNAPSHOT_DAY)
    try:
        with router.pin() as generation:
            yield Plant(settings, generation, Toolbox(generation, settings, "en"), reference.rows)
    finally:
        router.close()
