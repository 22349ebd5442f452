"""Whether a turn called the right tool, rightly, and told the hub's own numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tools.eval_chat.chat_client import Answer
from tools.eval_chat.questions import Expected

# Sums and counts of a period, asked of /summary/totals: {date_from, date_to, item_code} -> total.
Totals = Callable[[Mapping[str, Any]], float]


@dataclass(frozen=True)
class Score:
    """None: does not apply (a refusal has no arguments, a list of records no total)."""

    tool: bool
    arguments: bool | None = None
    numbers: bool | None = None


def score(expected: Expected, answer: Answer, totals: Totals) -> Score:
    if answer.error:
        return Score(tool=False)
    if not expected.tool:
        return Score(tool=not answer.tools, numbers=not answer.unverified)
    calls = [call for call in answer.tools if call["name"] == expected.tool]
    right = [call for call in calls if _says(call["args"], expected.args)]
    numbers = bool(answer.text) and not answer.unverified
    if right and numbers:
        result = next((one for one in answer.results if one["id"] == right[0]["id"]), {})
        numbers = _same_totals(right[0], result, totals)
    return Score(bool(calls), bool(right), numbers and bool(right))


def _says(args: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(_same(args.get(name), value) for name, value in wanted.items())


def _same(said: Any, wanted: Any) -> bool:
    if isinstance(said, list) and isinstance(wanted, list):
        return sorted(map(str, said)) == sorted(map(str, wanted))
    return bool(said == wanted)


def _same_totals(call: Mapping[str, Any], result: Mapping[str, Any], totals: Totals) -> bool:
    """The totals of the result are the hub's own for the days that were really added up."""
    if not result.get("ok"):
        return False
    facts, args = result["facts"], call["args"]
    if args.get("lot_prefix") or call["name"] not in ("aggregate", "compare"):
        return True
    codes = {"item_code": args["item_codes"]} if args.get("item_codes") else {}
    if call["name"] == "aggregate":
        days = {"date_from": args["date_from"], "date_to": args["date_to"]}
        return _close(facts.get("total_production"), totals({**days, **codes}))
    for name in ("a", "b"):
        used = {end: facts.get(f"{end}_{name}") for end in ("from", "to")}
        days = {"date_from": used["from"], "date_to": used["to"]}
        if not _close(facts.get(f"total_{name}"), totals({**days, **codes})):
            return False
    return True


def _close(told: Any, total: float) -> bool:
    return isinstance(told, int | float) and abs(told - total) <= 1e-6 * max(1.0, abs(total))
