"""What an evaluation found: shares, latency, tokens, cost; as text and as a JSON file."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shared.files import write_atomic
from tools.eval_chat.chat_client import Answer
from tools.eval_chat.questions import Expected
from tools.eval_chat.scoring import Score

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens."""

    prompt: float
    output: float

    def of(self, usage: dict[str, int]) -> float:
        """Thoughts are billed as output."""
        output = usage.get("output", 0) + usage.get("thoughts", 0)
        return (usage.get("prompt", 0) * self.prompt + output * self.output) / MILLION


@dataclass(frozen=True)
class Turn:
    """One question of one run."""

    expected: Expected
    answer: Answer
    score: Score
    usd: float


def summary(turns: Sequence[Turn]) -> dict[str, Any]:
    seconds = sorted(turn.answer.seconds for turn in turns)
    return {
        "questions": len(turns),
        "models": sorted({turn.answer.model for turn in turns}),
        "tool_match": _share([turn.score.tool for turn in turns]),
        "argument_match": _share([turn.score.arguments for turn in turns]),
        "number_match": _share([turn.score.numbers for turn in turns]),
        "latency_p50_s": _at(seconds, 0.50),
        "latency_p95_s": _at(seconds, 0.95),
        "tokens": sum(turn.answer.usage.get("total", 0) for turn in turns),
        "usd": round(sum(turn.usd for turn in turns), 6),
    }


def write_report(path: Path, turns: Sequence[Turn], *, stopped: bool) -> None:
    """Raises OSError."""
    body = {
        "summary": {**summary(turns), "stopped_at_budget": stopped},
        "turns": [
            {
                **asdict(turn.expected),
                "score": asdict(turn.score),
                "answer": turn.answer.text,
                "model": turn.answer.model,
                "tools": turn.answer.tools,
                "unverified": turn.answer.unverified,
                "usage": turn.answer.usage,
                "error": turn.answer.error,
                "seconds": round(turn.answer.seconds, 3),
                "usd": round(turn.usd, 6),
            }
            for turn in turns
        ],
    }
    write_atomic(path, json.dumps(body, ensure_ascii=False, indent=1).encode())


def _share(values: Sequence[bool | None]) -> float | None:
    judged = [value for value in values if value is not None]
    return round(sum(judged) / len(judged), 4) if judged else None


def _at(ordered: Sequence[float], share: float) -> float | None:
    """The value that so large a share does not exceed."""
    if not ordered:
        return None
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 3)
