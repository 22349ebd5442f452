"""A whole turn of the rules over the reference tools, without the loop."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.assistant.model import Answered, Call, Delta, Exchange, Step
from api.assistant.results import Table, ToolRefused
from api.assistant.rules.rule_model import RuleModel
from tests.assistant_tools import ReferenceTools

DATA_FROM = date(2024, 1, 2)


@dataclass
class Turn:
    """What one question led to."""

    text: str = ""
    calls: list[Call] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def ask(
    tools: ReferenceTools,
    question: str,
    history: Sequence[str] = (),
    *,
    today: date,
    data_to: date,
    language: str = "ko",
) -> Turn:
    model = RuleModel(today, data_to, tools.catalogue.find, DATA_FROM)
    earlier = [Exchange(one, "…") for one in history]
    return asyncio.run(_run(model, tools, earlier, question, language))


async def _run(
    model: RuleModel, tools: ReferenceTools, history: list[Exchange], question: str, language: str
) -> Turn:
    turn = Turn()
    state = model.start(history, question, language)
    while True:
        step: Step | None = None
        async for piece in model.step(state, final=False):
            if isinstance(piece, Delta):
                turn.text += piece.text
            else:
                step = piece
        assert step is not None
        if not step.calls:
            return turn
        model.feed(state, step, [_answered(tools, turn, call) for call in step.calls])


def _answered(tools: ReferenceTools, turn: Turn, call: Call) -> Answered:
    turn.calls.append(call)
    name = f"r{len(turn.calls)}"
    try:
        table = tools.run(call.name, call.args)
    except ToolRefused as exc:
        return Answered(call, name, error=str(exc))
    turn.tables.append(table)
    return Answered(call, name, result=for_model(name, table))


def for_model(name: str, table: Table) -> dict[str, Any]:
    """As the loop hands a result to a model."""
    return {
        "id": name,
        "title": table.title,
        "columns": list(table.columns),
        "facts": dict(table.facts),
        "notes": list(table.notes),
        "rows": [list(row) for row in table.rows],
        "rows_omitted": table.row_count - len(table.rows),
    }
