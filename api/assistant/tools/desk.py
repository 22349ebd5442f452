"""What every tool needs: the pinned data, and how a result is put together."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from api.assistant.cells import clean, clean_text
from api.assistant.results import Chart, Table, ToolRefused, Value
from api.assistant.tools.statements import shown
from api.assistant.tools.texts import text
from shared.compared_periods import Days
from shared.db.generation import Generation
from shared.db.traced import TracedGeneration
from shared.errors import NothingPublished
from shared.repositories.items import ItemRepository
from shared.settings import Settings

CLOSE_MATCHES = 5


class Desk:
    """For one run of one tool; `generation` notes every statement."""

    def __init__(self, generation: Generation, settings: Settings, language: str) -> None:
        self.generation = TracedGeneration(generation)
        self.settings = settings
        self.language = language

    @property
    def data(self) -> Days:
        """First and last day that has a record. Raises NothingPublished."""
        manifest = self.generation.manifest
        if manifest.first_day is None or manifest.last_day is None:
            raise NothingPublished("no published file holds a readable record")
        return Days(date.fromisoformat(manifest.first_day), date.fromisoformat(manifest.last_day))

    def say(self, key: str, **values: Any) -> str:
        return text(key, self.language, **values)

    def table(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        facts: Mapping[str, Any] | None = None,
        notes: Iterable[str] = (),
        chart: Chart | None = None,
        row_count: int | None = None,
        truncated: bool | None = None,
        ran: tuple[str, dict[str, Any]] | None = None,
    ) -> Table:
        """Everything that came out of the database is cleaned here. `ran`: statement and
        parameters, where they are not those that the generation noted."""
        cells: list[tuple[Value, ...]] = [tuple(map(clean, row)) for row in rows]
        count = len(cells) if row_count is None else row_count
        sql, params = ran or shown(self.generation)
        return Table(
            title=title,
            columns=tuple(columns),
            rows=cells,
            sql=sql,
            params=params,
            facts={name: clean(value) for name, value in (facts or {}).items()},
            notes=tuple(notes),
            chart=chart if len(cells) > 1 else None,
            row_count=count,
            truncated=count > len(cells) if truncated is None else truncated,
        )

    def check_items(self, codes: Iterable[str]) -> None:
        """Raises ToolRefused, naming similar items, for a code that no record has."""
        wanted = list(codes)
        if not wanted:
            return
        names = ItemRepository(self.generation).names()
        for code in wanted:
            if code not in names:
                similar = ", ".join(close_items(code, names)) or "none"
                raise ToolRefused(
                    f"There is no item code '{clean_text(code)}'. Similar: {similar}. "
                    "Look codes up with find_items."
                )

    def span(self, days: Days) -> str:
        return f"{days.first} ~ {days.last}"


def close_items(wanted: str, names: Mapping[str, str | None]) -> list[str]:
    """Items as `CODE (name)` whose code or name is written nearly so, the closest first."""
    spelled: dict[str, str] = {}
    for code, name in names.items():
        spelled.setdefault(_folded(name or code), code)
        spelled[_folded(code)] = code
    found = difflib.get_close_matches(_folded(wanted), spelled, CLOSE_MATCHES, 0.5)
    codes = dict.fromkeys(spelled[match] for match in found)
    return [
        f"{clean_text(code)} ({clean_text(names[code] or '')})" if names[code] else clean_text(code)
        for code in codes
    ]


def _folded(text_: str) -> str:
    return "".join(character for character in text_.casefold() if character.isalnum())
