"""The plant's items in memory: found by code, by the beginning of a code, or by name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

FindItems = Callable[[str], Sequence[tuple[str, str | None]]]
_NAME_LENGTH = 80


def plain_name(name: str | None) -> str:
    """One line of at most 80 characters, without control or direction marks: names are data."""
    kept = "".join(c if c.isprintable() else " " for c in name or "")
    return " ".join(kept.split())[:_NAME_LENGTH]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


@dataclass(frozen=True, slots=True)
class ItemCatalogue:
    """`names` by code, the most produced first; `find` is what RuleModel wants."""

    names: Mapping[str, str | None]

    def find(self, text: str) -> list[tuple[str, str | None]]:
        """Items whose code or name contains the text, whatever its case and spaces."""
        wanted = _squeezed(text)
        if not wanted:
            return []
        exact = [(c, n) for c, n in self.names.items() if _squeezed(c) == wanted]
        return exact or [
            (code, name)
            for code, name in self.names.items()
            if wanted in _squeezed(code) or wanted in _squeezed(name or "")
        ]
