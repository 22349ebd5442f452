"""Text and numbers of the database as they may leave a tool: text there is data, not layout."""

import math
import unicodedata
from typing import Any

from api.assistant.results import Value

MAX_CHARACTERS = 80
# Control, format (bidi marks, zero width), surrogate, private use, line and paragraph separators.
_LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Digits that a double holds for certain: beyond them sums show the noise of binary fractions.
_DIGITS = 15


def clean_text(text: str) -> str:
    """One line of at most 80 characters without control or bidi characters."""
    if len(text) <= MAX_CHARACTERS and text.isprintable():
        return text
    # What may be cut off need not be looked at.
    kept = "".join(
        " " if unicodedata.category(character) in _LEFT_OUT else character
        for character in text[: MAX_CHARACTERS * 4]
    )
    line = " ".join(kept.split())
    return line if len(line) <= MAX_CHARACTERS else line[: MAX_CHARACTERS - 1] + "…"


def clean(value: Any) -> Value:
    """A cell: text as above, whole numbers as integers, what is no number as nothing."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        rounded = float(f"{value:.{_DIGITS}g}")
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
    return None if value is None else int(value)
