"""The file `.env`: read without any package, changed without losing a comment."""

import re
from collections.abc import Mapping

LINE = re.compile(r"^\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=(?P<value>.*)$")
COMMENTED = re.compile(r"^\s*#\s*(?P<name>[A-Za-z_]\w*)\s*=")
PLAIN = re.compile(r"[^\s#'\"`$\\](?:[^#'\"`$\\\r\n]*[^\s#'\"`$\\])?|")

ESCAPES = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True))


def values(text: str) -> dict[str, str]:
    """Upper-case name -> value, of plain and quoted one-line values; the last one counts."""
    found = {}
    for line in text.splitlines():
        match = LINE.match(line)
        if match:
            found[match["name"].upper()] = _unquoted(match["value"].strip())
    return found


def changed(text: str, changes: Mapping[str, str]) -> str:
    """`text` with the new values where the old ones or their commented examples stand.

    An empty value takes the line out. Raises ValueError for what no such file can hold.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    for name, value in changes.items():
        lines = _with(lines, name.upper(), value)
    return ending.join(lines) + ending if lines else ""


def quoted(value: str) -> str:
    """As python-dotenv reads it back. Raises ValueError."""
    if "\n" in value or "\r" in value or "\0" in value:
        raise ValueError("a value is one line")
    if "${" in value:
        raise ValueError("${ would be replaced by another variable's value")
    if PLAIN.fullmatch(value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _with(lines: list[str], name: str, value: str) -> list[str]:
    kept = [line for line in lines if _name(LINE, line) != name]
    if not value:
        return kept
    line = f"{name}={quoted(value)}"
    places = [i for i, old in enumerate(lines) if _name(LINE, old) == name]
    if places:
        # Those before it that stay: doubles of the same name are dropped.
        place = sum(_name(LINE, old) != name for old in lines[: places[-1]])
        return [*kept[:place], line, *kept[place:]]
    examples = [i for i, old in enumerate(kept) if _name(COMMENTED, old) == name]
    place = examples[-1] + 1 if examples else len(kept)
    return [*kept[:place], line, *kept[place:]]


def _name(pattern: re.Pattern[str], line: str) -> str:
    match = pattern.match(line)
    return match["name"].upper() if match else ""


def _unquoted(value: str) -> str:
    if value[:1] in ("'", '"'):
        inner, quote = value[1:], value[0]
        match = re.match(rf"((?:[^\\{quote}]|\\.)*){quote}", inner)
        if match is None:
            return inner
        known = "\\\\'" if quote == "'" else "\\\\'\"abfnrtv"
        return re.sub(rf"\\([{known}])", lambda one: ESCAPES.get(one[1], one[1]), match[1])
    return re.sub(r"\s+#.*", "", value).rstrip()
