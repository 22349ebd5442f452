"""What answers: a language model or the rules, behind the same three methods."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.errors import HubError


@dataclass(frozen=True)
class Exchange:
    """An earlier question of the session and what was answered, both cut to a bounded length."""

    question: str
    answer: str


@dataclass(frozen=True)
class Call:
    """A tool the model wants to be run; `id` is the model's own and goes back unchanged."""

    name: str
    args: Mapping[str, Any]
    id: str | None = None


@dataclass(frozen=True)
class Answered:
    """What a call gave: `result` for the model (JSON, bounded), or `error` in words."""

    call: Call
    result_id: str
    result: Mapping[str, Any] | None = None
    error: str | None = None


@dataclass(frozen=True)
class Delta:
    """A piece of the answer's text."""

    text: str


@dataclass(frozen=True)
class Step:
    """The end of one model round. No calls: the answer is complete.

    `opaque` is the model's own content, returned to it unchanged (thought signatures).
    """

    calls: tuple[Call, ...] = ()
    opaque: Any = None
    usage: Mapping[str, int] = field(default_factory=dict)
    finish: str = "stop"


class ModelFailed(HubError):
    """A model gave no answer. `fallback`: the next model may be asked instead.
    `whole_service`: not one of the same class, which would fail in the same way.

    Subclasses name each kind of failure, with status, title and hint in both languages.
    """

    fallback = True
    whole_service = False


class Model(Protocol):
    """Used for one turn at a time; `state` is whatever `start` returns."""

    name: str

    def start(self, history: Sequence[Exchange], question: str, language: str) -> Any:
        """The state of a new turn."""

    def step(self, state: Any, *, final: bool) -> AsyncIterator[Delta | Step]:
        """One round: text pieces, then exactly one Step. `final`: no further tools.

        Raises ModelFailed.
        """

    def feed(self, state: Any, step: Step, answers: Sequence[Answered]) -> None:
        """Give the results of the step's calls back, in their order."""
