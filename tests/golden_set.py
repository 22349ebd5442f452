"""Questions with the tool that answers them, and whether an answer is that."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from api.assistant.number_check import check
from api.assistant.rules.texts import TEXTS
from tests.assistant_tools import ReferenceTools
from tests.assistant_turn import Turn, ask

FOLDER = Path(__file__).parent / "golden"
Entry = Mapping[str, Any]


def entries(name: str) -> list[Entry]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def asked(tools: ReferenceTools, entry: Entry) -> Turn:
    today = date.fromisoformat(entry["today"])
    data_to = date.fromisoformat(entry.get("data_to", entry["today"]))
    history = entry.get("history", [])
    return ask(tools, entry["question"], history, today=today, data_to=data_to)


def failure(tools: ReferenceTools, entry: Entry) -> str:
    """What is wrong with the answer; "" for nothing.

    Numbers: every one of the text is in a result, and the result is that of the expected call.
    """
    turn = asked(tools, entry)
    if "refuse" in entry:
        return _refusal_failure(turn, entry["refuse"])
    wanted = [{"tool": entry["tool"], "args": entry["args"]}, *entry.get("also", [])]
    if [call.name for call in turn.calls] != [one["tool"] for one in wanted]:
        return f"tools {[call.name for call in turn.calls]}"
    for call, one in zip(turn.calls, wanted, strict=True):
        wrong = {k: call.args.get(k) for k, v in one["args"].items() if call.args.get(k) != v}
        if wrong or _unwanted(call.args, one["args"]):
            return f"arguments {dict(call.args)}"
    if len(turn.tables) == len(wanted):
        gold = [tools.run(one["tool"], one["args"]) for one in wanted]
        if [table.facts for table in gold] != [table.facts for table in turn.tables]:
            return "numbers differ"
    unverified = check(turn.text, turn.tables).unverified
    return f"unverified {unverified}" if unverified else ""


def _unwanted(args: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """A filter or a grouping that nobody asked for gives another answer."""
    return any(
        name in args and name not in wanted
        for name in ("item_codes", "item_code", "lot_prefix", "group_by")
    )


def _refusal_failure(turn: Turn, topic: str) -> str:
    if turn.calls:
        return f"not refused: {turn.calls}"
    if check(turn.text, []).unverified:
        return f"a number in a refusal: {turn.text}"
    # What is filled in stands behind the words that tell one refusal from another.
    told = any(turn.text.startswith(text.split("{")[0]) for text in TEXTS[topic])
    return "" if told else f"another refusal: {turn.text}"
