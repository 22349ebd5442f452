"""The item list: every item that any visible record has, over all partitions."""

from dataclasses import dataclass
from typing import Any

from shared.db.generation import Generation
from shared.queries import ItemsQuery
from shared.repositories.json_rows import json_cells
from shared.repositories.numbers import exact
from shared.repositories.where import like_anywhere

ITEMS_SQL = """
    SELECT item_code, item_name, first_day, last_day, good_quantity, record_count
    FROM items
"""

NAMES_SQL = """
    SELECT json_group_array(json_array(item_code, item_name))
    FROM items
"""

# Also by an earlier name of the item, as in the search over records.
MATCHING_CODES_SQL = """
    SELECT DISTINCT item_code
    FROM item_names
    WHERE item_code LIKE :pattern ESCAPE '\\' OR item_name LIKE :pattern ESCAPE '\\'
"""


# By item code.
Names = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ItemList:
    """`rows` are dicts shaped like schemas.Item; `total` also counts those beyond the limit."""

    rows: list[dict[str, Any]]
    total: int


class ItemRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def list(self, query: ItemsQuery) -> ItemList:
        """Items in code order."""
        wanted = None if query.q is None else self._matching(query.q)
        items = self.all()
        rows = [items[code] for code in sorted(items) if wanted is None or code in wanted]
        return ItemList(rows[: query.limit], len(rows))

    def names(self) -> dict[str, str | None]:
        """Newest name that is not empty, by item code."""
        return newest_names(self.names_by_file())

    def names_by_file(self) -> dict[str, Names]:
        """The same within each partition, newest partition first."""
        found: dict[str, Names] = {}
        for part in self._generation.manifest.partitions:
            (pairs,) = json_cells(self._generation, part, NAMES_SQL, {})
            found[part.file] = dict(pairs)
        return found

    def all(self) -> dict[str, dict[str, Any]]:
        """Every item by code; partitions are newest first, so the first name found is newest."""
        merged: dict[str, dict[str, Any]] = {}
        for part in self._generation.manifest.partitions:
            for code, name, first, last, total, count in self._generation.rows(part, ITEMS_SQL, {}):
                item = merged.setdefault(
                    code,
                    {
                        "item_code": code,
                        "item_name": None,
                        "record_count": 0,
                        "total_production": 0,
                        "first_day": first,
                        "last_day": last,
                    },
                )
                item["item_name"] = item["item_name"] or name
                item["record_count"] += count
                item["total_production"] = exact(item["total_production"] + (total or 0))
                item["first_day"] = min(item["first_day"], first)
        return merged

    def _matching(self, text: str) -> set[str]:
        params = {"pattern": like_anywhere(text)}
        return {
            code
            for part in self._generation.manifest.partitions
            for (code,) in self._generation.rows(part, MATCHING_CODES_SQL, params)
        }


def newest_names(by_file: dict[str, Names]) -> Names:
    """Out of partitions, newest first."""
    names: Names = {}
    # Oldest first, so that the newest overwrites.
    for found in reversed(by_file.values()):
        for code, name in found.items():
            names[code] = name or names.get(code)
    return names
