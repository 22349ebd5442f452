"""Words of the viewer's language for what tools are called, asked and what they give."""

from collections.abc import Mapping
from typing import Any

from dashboard.chat.exchange import RULES
from dashboard.texts import TEXTS, Translate

_ARGUMENT_MAX = 60


def tool_name(name: str, text: Translate) -> str:
    return _word("chat_tool_", name, text)


def column_name(name: str, text: Translate) -> str:
    """`total_a` is the word of `total` with an A, `batch_count_change_pct` a change of one."""
    base, _, period = name.rpartition("_")
    if period in ("a", "b"):
        return f"{_word('chat_col_', base, text)} {period.upper()}"
    base = name.removesuffix("_change_pct")
    if base != name:
        return f"{_word('chat_col_', base, text)}: {text('chat_col_change_pct')}"
    return _word("chat_col_", name, text)


def model_name(name: str, text: Translate) -> str:
    return text("chat_rules_name") if name == RULES else name


def call_line(name: str, args: Mapping[str, Any], text: Translate) -> str:
    """A call in words: the tool, then what it is asked."""
    asked = [
        f"{_word('chat_arg_', key, text)} {_argument(value, text)}" for key, value in args.items()
    ]
    return " · ".join([tool_name(name, text), *asked])


def fact_line(facts: Mapping[str, Any], text: Translate) -> str:
    """Single numbers beside a table."""
    return " · ".join(
        f"{column_name(name, text)} {_number(value)}" for name, value in facts.items()
    )


def _word(prefix: str, name: str, text: Translate) -> str:
    """A name that has no words (of a newer API, or a model's own column) stays as it is."""
    key = prefix + name
    return text(key) if key in TEXTS else name


def _argument(value: Any, text: Translate) -> str:
    if isinstance(value, list):
        return ", ".join(_argument(one, text) for one in value)
    words = _word("chat_value_", str(value), text)
    return words if len(words) <= _ARGUMENT_MAX else f"{words[:_ARGUMENT_MAX]}..."


def _number(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)
