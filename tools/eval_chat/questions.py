"""The questions and what answers them, with days that depend on the day of the data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools.eval_chat.chat_client import EvalFailed

FILE = Path(__file__).with_name("questions.jsonl")


@dataclass(frozen=True)
class Expected:
    """`tool` is empty where no tool can answer. `args`: the least that the call must say."""

    question: str
    history: Sequence[str] = ()
    tool: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)


def read_questions(path: Path, today: date, item: str) -> list[Expected]:
    """`{month}` and the like become days, `{item}` a code of the hub. Raises EvalFailed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise EvalFailed(f"{path} cannot be read: {exc.strerror}") from exc
    words = {"item": item, **days(today)}
    found = []
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            found.append(
                Expected(
                    _filled(entry["question"], words),
                    [_filled(one, words) for one in entry.get("history", [])],
                    entry.get("tool", ""),
                    _filled(entry.get("args", {}), words),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise EvalFailed(f"{path} line {number} is no question: {exc!r}") from exc
    return found


def days(today: date) -> dict[str, str]:
    """Names for the days that questions speak of."""
    month = today.replace(day=1)
    before = month - timedelta(1)
    year, last_year = today.replace(month=1, day=1), today.year - 1
    monday = today - timedelta(today.weekday())
    return {
        "today": str(today),
        "yesterday": str(today - timedelta(1)),
        "month": str(month),
        "last_month": str(before.replace(day=1)),
        "last_month_end": str(before),
        "last_month_today": str(before.replace(day=min(today.day, before.day))),
        "year": str(year),
        "last_year": str(date(last_year, 1, 1)),
        "last_year_end": str(date(last_year, 12, 31)),
        "last_week": str(monday - timedelta(7)),
        "last_week_end": str(monday - timedelta(1)),
        "days_30": str(today - timedelta(29)),
        "y": str(today.year),
        "ly": str(last_year),
    }


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, words) for key, one in value.items()}
    return value
