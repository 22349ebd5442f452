"""One question and everything that happens until it is answered, as a stream of events."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from api.assistant.events import Event, error_event
from api.assistant.failures import ModelEmpty, ModelMalformed, TurnTimeout
from api.assistant.markdown_guard import MarkdownGuard
from api.assistant.model import Call, Delta, Exchange, Model, ModelFailed, Step
from api.assistant.results import Table
from api.assistant.tool_desk import ToolDesk, Tools
from api.executor import SqlExecutor

logger = logging.getLogger(__name__)

# Of the turn, kept back for the last model: the rules answer when the others took all the time.
RESERVE = 1 / 9


@dataclass(frozen=True)
class TurnLimits:
    """What one question may cost. `rounds` of each model; the rest in all."""

    rounds: int = 6
    calls: int = 12
    turn_s: float = 45.0
    shown_rows: int = 200
    model_bytes: int = 6_000


@dataclass(frozen=True)
class Question:
    """What is asked, and what was said before."""

    text: str
    history: Sequence[Exchange] = ()
    language: str = "ko"


class Checked(Protocol):
    """What the number check says of an answer."""

    @property
    def numbers(self) -> int: ...
    @property
    def verified(self) -> int: ...
    @property
    def unverified(self) -> Sequence[str]: ...


Check = Callable[[str, Sequence[Table]], Checked]
Suggest = Callable[[Sequence[Call], str], Sequence[str]]


@dataclass
class Turn:
    """For one question. `answer` is the turn; the rest can be read at any time, also after it was
    cut off. Closing or cancelling `answer` stops the model and waits for running statements."""

    models: Sequence[Model]
    tools: Tools
    sql: SqlExecutor
    question: Question
    check: Check
    suggest: Suggest
    limits: TurnLimits = TurnLimits()
    # Set at the end, also when it was cut off: whatever runs for this turn ends then.
    stopped: threading.Event = field(default_factory=threading.Event)
    text: str = ""
    model: str = ""
    usage: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spoke_in = 0
        self._step: Step | None = None
        self.desk = ToolDesk(
            self.tools,
            self.sql,
            self.stopped,
            max_calls=self.limits.calls,
            shown_rows=self.limits.shown_rows,
            model_bytes=self.limits.model_bytes,
        )

    @property
    def calls(self) -> list[Call]:
        """Those that gave a result."""
        return [job.call for job in self.desk.jobs if job.table is not None]

    async def answer(self) -> AsyncGenerator[Event, None]:
        """All but `meta`; `done` comes last, whatever happened."""
        began = time.perf_counter()
        failure: ModelFailed | None = None
        try:
            async with aclosing(self._attempts()) as attempts:
                async for event in attempts:
                    yield event
        except ModelFailed as exc:
            failure = exc
        finally:
            await self.desk.close()
        if failure is None:
            for event in self._about_the_answer():
                yield event
        if self.usage:
            yield Event("usage", dict(self.usage))
        if failure is not None:
            if self.text:
                # A number that broke off is a wrong number.
                self.text = ""
                yield Event("reset")
            yield error_event(failure)
        yield self._done(failure is None, began)

    async def _attempts(self) -> AsyncGenerator[Event, None]:
        """Each model in turn until one has answered. Raises the last ModelFailed."""
        deadline = asyncio.get_running_loop().time() + self.limits.turn_s
        failed: tuple[Model, ModelFailed] | None = None
        for model in self.models:
            if failed is not None:
                if failed[1].whole_service and type(model) is type(failed[0]):
                    continue
                yield Event("fallback", {"model": model.name, "because": failed[1].code()})
                if self.text:
                    yield Event("reset")
            self.model, self.text, self._spoke_in = model.name, "", 0
            until = (
                deadline if model is self.models[-1] else deadline - self.limits.turn_s * RESERVE
            )
            try:
                async with aclosing(self._attempt(model, until)) as pieces:
                    async for event in pieces:
                        yield event
            except ModelFailed as exc:
                logger.warning(
                    "model_failed model=%s code=%s detail=%s", model.name, exc.code(), exc
                )
                if not exc.fallback:
                    raise
                failed = (model, exc)
            else:
                return
        if failed is not None:
            raise failed[1]

    async def _attempt(self, model: Model, deadline: float) -> AsyncGenerator[Event, None]:
        state = model.start(self.question.history, self.question.text, self.question.language)
        for number in range(1, self.limits.rounds + 1):
            final = number == self.limits.rounds or self.desk.spent
            self._step = None
            async with aclosing(self._round(model.step(state, final=final), deadline)) as pieces:
                async for piece in pieces:
                    yield self._say(piece, number)
            step = self._ended()
            if not step.calls:
                break
            if final:
                raise ModelMalformed("tools were called after the last round")
            async with aclosing(self.desk.serve(step.calls, deadline)) as served:
                async for event in served:
                    yield event
            model.feed(state, step, self.desk.answers(step.calls))
        if not self.text.strip():
            raise ModelEmpty("the model gave no text")

    async def _round(
        self, pieces: AsyncIterator[Delta | Step], deadline: float
    ) -> AsyncGenerator[str, None]:
        """What can be shown of one round; its Step is kept for `_ended`."""
        guard = MarkdownGuard()
        async with _closing(pieces):
            while (piece := await _next(pieces, deadline)) is not None:
                if isinstance(piece, Step):
                    self._step = piece
                elif shown := guard.feed(piece.text):
                    yield shown
        if shown := guard.end():
            yield shown

    def _ended(self) -> Step:
        step = self._step
        if step is None:
            raise ModelMalformed("the model's round has no end")
        for kind, tokens in step.usage.items():
            self.usage[kind] = self.usage.get(kind, 0) + tokens
        return step

    def _say(self, shown: str, number: int) -> Event:
        """What is said after a tool has run begins a paragraph of its own."""
        if self.text and self._spoke_in != number:
            shown = f"\n\n{shown}"
        self._spoke_in = number
        self.text += shown
        return Event("text", {"delta": shown})

    def _about_the_answer(self) -> list[Event]:
        found = self.check(self.text, self.desk.tables)
        numbers = {
            "numbers": found.numbers,
            "verified": found.verified,
            "unverified": list(found.unverified),
        }
        questions = list(self.suggest(self.calls, self.question.language))[:3]
        return [Event("check", numbers), Event("suggest", {"questions": questions})]

    def _done(self, ok: bool, began: float) -> Event:
        tools = [
            {"id": job.id, "name": job.call.name, "args": dict(job.call.args)}
            for job in self.desk.jobs
        ]
        ms = round((time.perf_counter() - began) * 1_000)
        return Event(
            "done", {"ok": ok, "model": self.model, "text": self.text, "tools": tools, "ms": ms}
        )


async def _next(pieces: AsyncIterator[Delta | Step], deadline: float) -> Delta | Step | None:
    """None at the end. Raises TurnTimeout at `deadline` (the loop's time)."""
    try:
        async with asyncio.timeout_at(deadline):
            return await anext(pieces)
    except StopAsyncIteration:
        return None
    except TimeoutError as exc:
        raise TurnTimeout("the model was still at work at the end of the turn") from exc


@asynccontextmanager
async def _closing(pieces: AsyncIterator[Delta | Step]) -> AsyncIterator[None]:
    """A model that is left in the middle of its answer stops at once, not when it is collected."""
    try:
        yield
    finally:
        close = getattr(pieces, "aclose", None)
        if close is not None:
            await close()
