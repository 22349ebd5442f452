"""Asks every question of a hub, stops at the budget."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tools.eval_chat.chat_client import ChatClient, EvalFailed
from tools.eval_chat.questions import Expected
from tools.eval_chat.report import Price, Turn
from tools.eval_chat.scoring import score


def check_mode(client: ChatClient, *, live: bool) -> None:
    """Raises EvalFailed where the hub would be paid for unasked, or has no model to try."""
    status = client.get("/chat/status")
    if not status["enabled"]:
        raise EvalFailed(
            "the hub's assistant is switched off: set GEMINI_API_KEY or HUB_CHAT_RULES"
        )
    if live and status["mode"] != "model":
        raise EvalFailed(
            "the hub has no key, so the rules answer: set GEMINI_API_KEY and restart it"
        )
    if not live and status["mode"] == "model":
        raise EvalFailed("the hub has a key and every question costs: say --live --max-usd X")


def data_day(client: ChatClient, today: date) -> date:
    """The day that counts as today: the data's last one if that is earlier. Raises EvalFailed."""
    last = client.get("/healthz").get("data_to")
    if not last:
        raise EvalFailed("the hub has no data yet; wait for its first version")
    return min(today, date.fromisoformat(last))


def best_item(client: ChatClient) -> str:
    """The item that most was made of. Raises EvalFailed."""
    groups = client.get("/summary/totals", {"group_by": "item", "limit": 1})["data"]
    if not groups:
        raise EvalFailed("the hub has no items")
    return str(groups[0]["item_code"])


def evaluate(
    client: ChatClient,
    questions: Sequence[Expected],
    *,
    runs: int,
    price: Price,
    max_usd: float,
    model: str,
    tell: Callable[[Turn], None],
) -> tuple[list[Turn], bool]:
    """The turns, and whether the budget ended them. Raises EvalFailed."""
    turns: list[Turn] = []
    spent = dearest = 0.0
    for expected in [one for _ in range(runs) for one in questions]:
        # Each ask may cost as much as the dearest so far; what cannot be paid is not begun.
        asks = 1 + len(expected.history)
        if max_usd and spent + asks * dearest > max_usd:
            return turns, True
        turn = _turn(client, expected, price)
        if model and turn.answer.model != model:
            raise EvalFailed(
                f"{turn.answer.model or 'nobody'} answered, not {model}: set GEMINI_MODEL={model} "
                "and restart the hub, or look at /healthz/ai"
            )
        spent, dearest = spent + turn.usd, max(dearest, turn.usd / asks)
        turns.append(turn)
        tell(turn)
    return turns, False


def _turn(client: ChatClient, expected: Expected, price: Price) -> Turn:
    session, usd = "", 0.0
    for question in expected.history:
        earlier = client.ask(question, session)
        session, usd = earlier.session_id, usd + price.of(earlier.usage)
    answer = client.ask(expected.question, session)

    def totals(filters: Mapping[str, Any]) -> float:
        total = client.get("/summary/totals", filters)["total"]
        return float(total["total_production"])

    return Turn(expected, answer, score(expected, answer, totals), usd + price.of(answer.usage))
