"""What happens in one turn, in order; `/chat/stream` sends each as an SSE event of that name.

meta         {session_id, model, data_version, data_to, language}
tool_start   {id, name, args}                         id: "r1", "r2", ... within the turn
tool_result  {id, name, ok, ms, title, columns, rows, row_count, truncated, facts, notes,
              sql, params, chart} or {id, name, ok: false, ms, code, error}
text         {delta}
fallback     {model, because}                         the next model begins the answer anew
reset        {}                                       the text so far is void
check        {numbers, verified, unverified: [text]}
suggest      {questions}                              up to three follow-ups
usage        {prompt, output, thoughts, total}        tokens
error        {code, status, title, title_ko, detail, hint, hint_ko, retry_after_s}
done         {ok, model, text, tools: [{id, name, args}], ms}
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from shared.errors import HubError

Name = Literal[
    "meta",
    "tool_start",
    "tool_result",
    "text",
    "fallback",
    "reset",
    "check",
    "suggest",
    "usage",
    "error",
    "done",
]


@dataclass(frozen=True)
class Event:
    """One of them; `data` is plain JSON."""

    name: Name
    data: dict[str, Any] = field(default_factory=dict)


def error_event(error: HubError) -> Event:
    """The same words as in a problem+json answer."""
    return Event(
        "error",
        {
            "code": error.code(),
            "status": error.status,
            "title": error.title,
            "title_ko": error.title_ko,
            "detail": str(error) or error.title,
            "hint": error.hint,
            "hint_ko": error.hint_ko,
            "retry_after_s": error.retry_after_s,
        },
    )
