"""How the commands speak: their catalogue, in the launcher's language."""

import contextlib
import sys
from collections.abc import Mapping

from tools.launcher.messages import MESSAGES
from tools.setup import console

Catalogue = Mapping[str, tuple[str, str]]


def text(key: str, **values: object) -> str:
    return said(MESSAGES, key, **values)


def said(catalogue: Catalogue, key: str, **values: object) -> str:
    return catalogue[key][console.LANGUAGES.index(console.language())].format(**values)


def both(catalogue: Catalogue, key: str, **values: object) -> dict[str, str]:
    """For programs, which choose the language themselves."""
    korean, english = catalogue[key]
    return {"ko": korean.format(**values), "en": english.format(**values)}


def say(key: str, **values: object) -> None:
    console.write(text(key, **values))


def complain(key: str, **values: object) -> None:
    """On stderr, where scripts look for it."""
    line = "[hub] " + text(key, **values)
    with contextlib.suppress(OSError, ValueError):
        print(_shown(line, sys.stderr.encoding), file=sys.stderr, flush=True)


def show(block: str) -> None:
    """A table or a file's lines, without the mark of a message. Raises OSError when cut off."""
    print(_shown(block, sys.stdout.encoding), flush=True)


def _shown(block: str, encoding: str | None) -> str:
    coded = block.encode(encoding or "ascii", "backslashreplace")
    return coded.decode(encoding or "ascii")
