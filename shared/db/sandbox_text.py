"""The one SELECT in a text that a language model wrote; everything else is refused in words."""

import re
from collections import Counter

from shared.errors import SqlRefused

MAX_CHARACTERS = 4_000
ONLY_SELECT = (
    "Only one SELECT (or WITH ... SELECT) on the view production is possible; nothing can be "
    "written, attached or configured."
)

# Each of these may need a temporary table, whose first 2 MB SQLite keeps in memory.
MOST_OF = {"SELECT": 16, "DISTINCT": 5, "OVER": 12}

# SQLite's own idea of white space and comments; both may stand anywhere. Atomic: a comment must
# not reach for a later end because what follows it is no blank.
_BLANK = r"(?>[ \t\n\f\r]|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*+"
_FIRST_WORD = re.compile(_BLANK + r"([A-Za-z]*)", re.DOTALL)
_ONLY_BLANK = re.compile(_BLANK + r"\Z", re.DOTALL)
# Literals, quoted names and comments, in which a semicolon is no end, and the semicolon that is.
_END_OR_LITERAL = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|/\*.*?(?:\*/|\Z)|;""",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")


def single_select(text: str) -> str:
    """The statement without its semicolon and what follows. Raises SqlRefused."""
    if len(text) > MAX_CHARACTERS:
        raise SqlRefused(f"The SQL has {len(text)} characters; write it in {MAX_CHARACTERS}.")
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise SqlRefused("The SQL holds characters that are no text; bind values as params.")
    statement, rest = _first_statement(text)
    if not _ONLY_BLANK.match(rest.replace(";", "")):
        raise SqlRefused(f"One statement at a time. {ONLY_SELECT}")
    first = _FIRST_WORD.match(statement)
    if first is None or first[1].upper() not in {"SELECT", "WITH"}:
        raise SqlRefused(ONLY_SELECT)
    words = Counter(_WORD.findall(_END_OR_LITERAL.sub(" ", statement).upper()))
    for word, most in MOST_OF.items():
        if words[word] > most:
            raise SqlRefused(f"At most {most} times {word} in one statement; make it simpler.")
    return statement


def _first_statement(text: str) -> tuple[str, str]:
    for token in _END_OR_LITERAL.finditer(text):
        if token[0] == ";":
            return text[: token.start()], text[token.end() :]
    return text, ""
