"""The assistant of one API process: admits a question, finds who answers, keeps what was said."""

import asyncio
import re
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from api.assistant.events import Event, error_event
from api.assistant.gemini_door import GeminiDoor
from api.assistant.instructions import system_text
from api.assistant.model import Exchange, Model
from api.assistant.model_health import ModelHealthCheck
from api.assistant.parts import Parts
from api.assistant.sessions import Admitted, Sessions, Spent
from api.assistant.turn import Question, Turn, TurnLimits
from api.executor import SqlExecutor
from shared.chat_errors import ChatDisabled, ChatTokensSpent
from shared.chat_schemas import MAX_QUESTION_CHARS, Ask
from shared.db.generation import Generation
from shared.db.router import DatabaseRouter
from shared.errors import HubError
from shared.settings import Settings

RULES = "rules"
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
LATIN = re.compile("[A-Za-z]{2}")


@dataclass
class _Run:
    """One admitted question. `kept`: its end stands in `state.db`."""

    admitted: Admitted
    ask: Ask
    generation: Generation
    language: str
    turn: Turn | None = None
    kept: bool = False


class Assistant:
    """Used by the event loop's thread only. Without `parts` it is switched off."""

    def __init__(
        self,
        settings: Settings,
        router: DatabaseRouter,
        sql: SqlExecutor,
        parts: Parts | None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._settings = settings
        self._router = router
        self._sql = sql
        self._parts = parts
        self._today = today
        self._gemini = GeminiDoor(settings)
        self.sessions = Sessions(settings)
        self._health = ModelHealthCheck(self._gemini.models, self._gemini.probe)
        self._limits = TurnLimits(
            rounds=settings.chat_max_rounds,
            calls=settings.chat_max_calls,
            turn_s=settings.chat_turn_s,
        )

    @property
    def models(self) -> tuple[str, ...]:
        """Language models, the first one first; none without a key."""
        return self._gemini.models

    @property
    def enabled(self) -> bool:
        return self._parts is not None and bool(self.models or self._settings.chat_rules)

    def warm_up(self) -> None:
        """Load the SDK before the first question needs it."""
        if self.enabled and self.models:
            self._gemini.open()

    async def close(self) -> None:
        await self._gemini.aclose()
        self.sessions.close()

    async def answer(self, ask: Ask, user: str) -> AsyncGenerator[Event, None]:
        """`meta`, then the turn. What it raises, it raises before the first event: DataUnavailable,
        ChatDisabled, and what `Sessions.admit` does."""
        if self._parts is None or not self.enabled:
            raise ChatDisabled("there is neither a key nor are the rules switched on")
        needs_tokens = not self._settings.chat_rules
        with self._router.pin() as generation:
            admitted = await self.sessions.admit(user, ask.session_id, needs_tokens=needs_tokens)
            language = ask.language or self._language_of(ask.question)
            run = _Run(admitted, ask, generation, language)
            try:
                async with aclosing(self._run(self._parts, run)) as events:
                    async for event in events:
                        yield event
            except HubError as exc:
                # After `meta` it is too late for an HTTP status.
                yield error_event(exc)
                yield Event("done", {"ok": False, "model": RULES, "text": "", "tools": [], "ms": 0})
            finally:
                if not run.kept:
                    self.sessions.finish(admitted, _spent("stopped", run.turn, 0), None)

    async def _run(self, parts: Parts, run: _Run) -> AsyncGenerator[Event, None]:
        yield self._meta(run)
        if self.models and not run.admitted.tokens_left:
            yield Event("fallback", {"model": RULES, "because": ChatTokensSpent.code()})
        turn = run.turn = await self._turn(parts, run)
        async with aclosing(turn.answer()) as events:
            async for event in events:
                if event.name == "done":
                    await self._keep(run, turn, event)
                yield event

    async def status(self) -> dict[str, Any]:
        """Shaped like chat_schemas.ChatStatus. Raises ChatStateUnavailable."""
        settings = self._settings
        spent = await self.sessions.tokens_today()
        return {
            "enabled": self.enabled,
            "mode": "model" if self.models else RULES,
            "models": list(self.models),
            "rules": settings.chat_rules,
            "limits": {
                "question_chars": MAX_QUESTION_CHARS,
                "turns_per_minute": settings.chat_turns_per_minute,
                "turns_per_user": settings.chat_turns_per_user,
                "turns_at_once": settings.chat_turns_at_once,
                "tokens_per_day": settings.chat_tokens_per_day,
                "tokens_left": max(0, settings.chat_tokens_per_day - spent),
                "turn_s": settings.chat_turn_s,
                "history_turns": settings.chat_history_turns,
                "idle_s": settings.chat_idle_s,
            },
        }

    async def report(self) -> dict[str, Any]:
        """Shaped like chat_schemas.AiHealth."""
        if not self.models:
            return {"status": RULES, "models": [], "checked_at": None}
        return await self._health.report()

    async def _turn(self, parts: Parts, run: _Run) -> Turn:
        models: list[Model] = []
        if self.models and run.admitted.tokens_left:
            service = await asyncio.shield(self._gemini.open())
            manifest = run.generation.manifest
            days = (manifest.first_day, manifest.last_day)
            text = system_text(self._today(), *days, run.language)
            tools = parts.declarations()
            models += [service.model(name, text, tools) for name in self.models]
        if self._settings.chat_rules:
            models.append(await self._sql.run(partial(parts.rules, self._today(), run.generation)))
        stopped = threading.Event()
        return Turn(
            models,
            parts.tools(run.generation.stoppable(stopped), self._settings, run.language),
            self._sql,
            Question(run.ask.question, run.admitted.history, run.language),
            parts.check,
            parts.suggest,
            self._limits,
            stopped,
        )

    async def _keep(self, run: _Run, turn: Turn, done: Event) -> None:
        """End the turn in `state.db`. Raises ChatStateUnavailable."""
        run.kept = True
        ok = bool(done.data["ok"])
        spent = _spent("answered" if ok else "failed", turn, done.data["ms"])
        exchange = Exchange(run.ask.question, turn.text) if ok else None
        await asyncio.wrap_future(self.sessions.finish(run.admitted, spent, exchange))

    def _meta(self, run: _Run) -> Event:
        by_model = self.models and run.admitted.tokens_left
        return Event(
            "meta",
            {
                "session_id": run.admitted.session,
                "model": self.models[0] if by_model else RULES,
                "data_version": run.generation.version,
                "data_to": run.generation.manifest.last_day,
                "language": run.language,
            },
        )

    def _language_of(self, question: str) -> str:
        if HANGUL.search(question):
            return "ko"
        return "en" if LATIN.search(question) else self._settings.language


def _spent(outcome: str, turn: Turn | None, ms: int) -> Spent:
    if turn is None:
        return Spent(outcome)
    return Spent(
        outcome,
        turn.model,
        tuple(job.call.name for job in turn.desk.jobs),
        turn.usage.get("total", 0),
        ms,
    )
