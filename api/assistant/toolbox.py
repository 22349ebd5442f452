"""The six tools by name: their declarations for a model, and how one is run."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.assistant.arguments import (
    Aggregate,
    Arguments,
    Compare,
    DataStatus,
    FindItems,
    Records,
    RunSql,
    description,
    schema,
)
from api.assistant.results import Table, ToolRefused
from api.assistant.tools.aggregate import aggregate
from api.assistant.tools.compare import compare
from api.assistant.tools.desk import Desk
from api.assistant.tools.lists import data_status, find_items, records
from api.assistant.tools.sql import run_sql
from shared.db.generation import Generation
from shared.errors import QueryTimeout
from shared.settings import Settings

ERRORS_NAMED = 4


class Tool(NamedTuple):
    """What it takes and what does it."""

    arguments: type[Arguments]
    run: Callable[[Desk, Any], Table]


TOOLS: Mapping[str, Tool] = {
    "data_status": Tool(DataStatus, data_status),
    "find_items": Tool(FindItems, find_items),
    "aggregate": Tool(Aggregate, aggregate),
    "compare": Tool(Compare, compare),
    "records": Tool(Records, records),
    "run_sql": Tool(RunSql, run_sql),
}


def declarations() -> list[dict[str, Any]]:
    """`name`, `description` and `parameters`, a JSON schema, of each."""
    return [
        {
            "name": name,
            "description": description(tool.arguments),
            "parameters": schema(tool.arguments),
        }
        for name, tool in TOOLS.items()
    ]


class Toolbox:
    """Over one pinned generation. Titles and notes are in `language` (`ko` or `en`)."""

    def __init__(self, generation: Generation, settings: Settings, language: str = "ko") -> None:
        self._generation = generation
        self._settings = settings
        self._language = language

    def run(self, name: str, args: Mapping[str, Any]) -> Table:
        """Blocking: for a thread that may run SQL. Raises ToolRefused and DataUnavailable."""
        tool = TOOLS.get(name)
        if tool is None:
            raise ToolRefused(f"There is no tool '{name[:40]}'. Tools: {', '.join(TOOLS)}.")
        try:
            asked = tool.arguments.model_validate(dict(args))
        except ValidationError as exc:
            raise ToolRefused(_in_words(name, tool, exc.errors())) from exc
        try:
            return tool.run(Desk(self._generation, self._settings, self._language), asked)
        except QueryTimeout as exc:
            raise ToolRefused(
                "That took too long. Ask for a shorter period, name item_codes, or leave out "
                "lot_prefix and group_by=lot."
            ) from exc


def _in_words(name: str, tool: Tool, errors: list[ErrorDetails]) -> str:
    """Each wrong argument once: a union reports every one of its types."""
    said = {str(error["loc"][0]) if error["loc"] else "": _why(error) for error in reversed(errors)}
    wrong = [f"{where}: {why}" if where else why for where, why in reversed(said.items())]
    known = ", ".join(tool.arguments.model_fields) or "none"
    return f"{name}: {'; '.join(wrong[:ERRORS_NAMED])}. Its arguments: {known}."


def _why(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind.startswith("date"):
        return f"{str(error['input'])[:40]!r} is no day of the calendar; write YYYY-MM-DD"
    if kind == "extra_forbidden":
        return "there is no such argument"
    if kind == "too_long" and isinstance(error["input"], str):
        return f"at most {error['ctx']['max_length']} characters"
    if error["loc"][:1] == ("params",):
        return "a list or an object of texts, numbers and null, at most 50"
    return error["msg"].removeprefix("Value error, ")
