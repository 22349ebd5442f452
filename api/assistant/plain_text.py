"""Foreign text made harmless: what a database or a model wrote, before anybody reads it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

MAX_CELL_CHARS = 80
# Controls, zero-width and bidi characters, lone surrogates. U+2028 ends a line for some readers.
INVISIBLE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)
LINE_ENDS = re.compile("[\\r\\n\\t\\x0b\\x0c\\x85\\u2028\\u2029]+")


def one_line(text: str, max_chars: int = MAX_CELL_CHARS) -> str:
    """At most `max_chars` visible characters on one line."""
    plain = INVISIBLE.sub("", LINE_ENDS.sub(" ", text))
    return plain if len(plain) <= max_chars else plain[: max_chars - 1] + "…"


def cell(value: Any) -> Any:
    """A value of a row: text made harmless, numbers as they are."""
    return one_line(value) if isinstance(value, str) else value


def plain_json(value: Any, max_chars: int = 4_000) -> Any:
    """A model's arguments with every text in them on one line; what JSON cannot hold as text."""
    if isinstance(value, str):
        return one_line(value, max_chars)
    if isinstance(value, Mapping):
        return {one_line(str(key)): plain_json(one, max_chars) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain_json(one, max_chars) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
