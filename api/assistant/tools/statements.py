"""The statements behind a result, so that anybody can run them again on the published files."""

import inspect
from collections.abc import Mapping
from typing import Any

from api.assistant.cells import clean_text
from shared.db.connection import Params
from shared.db.traced import TracedGeneration
from shared.repositories.where import LAST_CHARACTER

MAX_CHARACTERS = 1_000


def shown(generation: TracedGeneration) -> tuple[str, dict[str, Any]]:
    """Each different statement once, under a comment that names the files it ran on.

    Parameters by name; one that differs between files or statements carries the file's name.
    """
    files: dict[str, list[str]] = {}
    params: dict[str, Any] = {}
    for statement in generation.statements:
        named = files.setdefault(statement.sql, [])
        named += [file for file in statement.files if file not in named]
        _add(params, statement.params, ", ".join(statement.files))
    texts = [f"-- {', '.join(names)}\n{inspect.cleandoc(sql)};" for sql, names in files.items()]
    return "\n\n".join(texts), params


def _add(params: dict[str, Any], more: Params, files: str) -> None:
    for name, value in _plain(more).items():
        if params.setdefault(name, value) != value:
            params[f"{name} ({files})"] = value


def _plain(params: Params) -> Mapping[str, Any]:
    return {
        name: _shortened(value) if isinstance(value, str) else value
        for name, value in params.items()
    }


def _shortened(value: str) -> str:
    """As it was bound, or cleaned where it holds more than plain characters."""
    if len(value) <= MAX_CHARACTERS and value.rstrip(LAST_CHARACTER).isprintable():
        return value
    return clean_text(value)
