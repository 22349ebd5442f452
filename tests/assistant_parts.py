"""Small real parts for the assistant: tools over a plant's files, rules for one question."""

import re
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.assistant.failures import ModelEmpty
from api.assistant.model import Answered, Call, Delta, Exchange, Step
from api.assistant.parts import Parts
from api.assistant.results import Chart, Table, ToolRefused
from shared.db.generation import Generation
from shared.queries import ItemsQuery
from shared.repositories.items import ItemRepository
from shared.settings import Settings

NO_ARGUMENTS: dict[str, Any] = {"type": "object", "properties": {}}
DECLARATIONS: list[dict[str, Any]] = [
    {"name": "data_status", "description": "What there is.", "parameters": NO_ARGUMENTS},
    {
        "name": "find_items",
        "description": "Items by a part of code or name.",
        "parameters": {
            "type": "object",
            "properties": {"keyword": {"type": "string"}},
            "required": ["keyword"],
        },
    },
]


class SmallToolbox:
    """Also `wait` (until `gate` is set) and `meet` (until two of it run), to see tools run."""

    def __init__(self, generation: Generation, gate: threading.Event) -> None:
        self._generation = generation
        self._gate = gate
        self._meeting = threading.Barrier(2, timeout=20)

    def run(self, name: str, args: Mapping[str, Any]) -> Table:
        if name == "data_status":
            manifest = self._generation.manifest
            facts = {"records": manifest.rows, "last_day": manifest.last_day}
            return Table("data", ("records",), [(manifest.rows,)], "SELECT 1", {}, facts)
        if name == "find_items":
            keyword = args.get("keyword")
            if not isinstance(keyword, str) or not keyword:
                raise ToolRefused("keyword: write a part of the item's code or name")
            return self._find(keyword)
        if name == "wait":
            self._gate.wait(30)
            return Table("waited", ("n",), [(1,)], "SELECT 1", {})
        if name == "meet":
            return Table("met", ("place",), [(self._meeting.wait(),)], "SELECT 1", {})
        raise ToolRefused(f"there is no tool {name}; there are data_status and find_items")

    def _find(self, keyword: str) -> Table:
        found = ItemRepository(self._generation).list(ItemsQuery(q=keyword))
        rows = [(one["item_code"], one["item_name"], one["record_count"]) for one in found.rows]
        columns = ("item_code", "item_name", "record_count")
        chart = Chart("bar", "item_code", ("record_count",))
        params = {"keyword": keyword}
        sql = "SELECT item_code, item_name, record_count FROM items"
        return Table("items", columns, rows, sql, params, chart=chart, row_count=found.total)


class SmallRules:
    """Answers how many records there are, from the tool; has nothing to say to `침묵`."""

    name = "rules"

    def start(self, history: Sequence[Exchange], question: str, language: str) -> dict[str, Any]:
        return {"question": question, "language": language, "earlier": len(history)}

    async def step(self, state: dict[str, Any], *, final: bool) -> AsyncIterator[Delta | Step]:
        del final
        if "침묵" in state["question"]:
            raise ModelEmpty("the rules do not know")
        if "result" not in state:
            yield Step(calls=(Call("data_status", {}),))
            return
        yield Delta(f"{state['result']['facts']['records']} 건 [r1] ({state['earlier']})")
        yield Step()

    def feed(self, state: dict[str, Any], step: Step, answers: Sequence[Answered]) -> None:
        del step
        state["result"] = answers[0].result


@dataclass(frozen=True)
class Found:
    """Numbers that stand in a table, or do not."""

    numbers: int
    verified: int
    unverified: tuple[str, ...]


def check(text: str, tables: Sequence[Table]) -> Found:
    known = {str(value) for table in tables for row in table.rows for value in row}
    known |= {str(value) for table in tables for value in table.facts.values()}
    numbers = re.findall(r"(?<![\w(])\d[\d,]*", text)
    wrong = tuple(one for one in numbers if one.replace(",", "") not in known)
    return Found(len(numbers), len(numbers) - len(wrong), wrong)


def suggest(calls: Sequence[Call], language: str) -> list[str]:
    return [f"{language}: {one.name}?" for one in calls]


def small_parts(gate: threading.Event | None = None) -> Parts:
    waiting = gate or threading.Event()

    def tools(generation: Generation, _: Settings, __: str) -> SmallToolbox:
        return SmallToolbox(generation, waiting)

    def rules(_: date, __: Generation) -> SmallRules:
        return SmallRules()

    return Parts(lambda: DECLARATIONS, tools, check, suggest, rules)
