"""The plant's items in memory: found by code, by the beginning of a code, or by name."""

import re
from collections.abc import Callable, Mapping, Sequence

FindItems = Callable[[str], Sequence[tuple[str, str | None]]]
_NAME_LENGTH = 80


def plain_name(name: str | None) -> str:
    """One line of at most 80 characters, without control or direction marks: names are data."""
    kept = "".join(c if c.isprintable() else " " for c in name or "")
    return " ".join(kept.split())[:_NAME_LENGTH]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


class ItemCatalogue:
    """`names` by code, the most produced first; `find` is what RuleModel wants."""

    def __init__(self, names: Mapping[str, str | None]) -> None:
        self._items = [
            (code, name, _squeezed(code), _squeezed(name or "")) for code, name in names.items()
        ]
        # Most words of a question are in no name at all: one search tells.
        self._all = "\n".join(f"{code}\n{name}" for _, _, code, name in self._items)

    def find(self, text: str) -> list[tuple[str, str | None]]:
        """Items whose code or name contains the text, whatever its case and spaces."""
        wanted = _squeezed(text)
        if not wanted or wanted not in self._all:
            return []
        exact = [
            (code, name)
            for code, name, squeezed, in_name in self._items
            if wanted in (squeezed, in_name)
        ]
        return exact or [
            (code, name)
            for code, name, squeezed, in_name in self._items
            if wanted in squeezed or wanted in in_name
        ]
