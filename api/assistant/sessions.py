"""Who may ask now, and what was said before: shared by all workers through `state.db`."""

import asyncio
import hashlib
import math
import secrets
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from api.assistant.model import Exchange
from shared.chat_errors import ChatBusy, ChatQuestionsSpent, ChatTokensSpent, ChatUserBusy
from shared.chat_schemas import MAX_QUESTION_CHARS
from shared.db.state import STATE_FILE, StateConnection
from shared.repositories.chat_state import ChatState, Standing
from shared.settings import Settings

MINUTE_S = 60.0
DAY_S = 86_400.0
MAX_ANSWER_CHARS = 2_000
# A turn ends itself before this; only one whose process was killed is counted so long.
KILLED_TURN_S = 15.0
BUSY_RETRY_S = 3

Result = TypeVar("Result")


@dataclass(frozen=True)
class Admitted:
    """A turn that may run. `tokens_left` of today, 0 when they are spent."""

    turn: int
    session: str
    user: str
    history: tuple[Exchange, ...]
    tokens_left: int


@dataclass(frozen=True)
class Spent:
    """The audit row of a turn; never a key, a question or an answer."""

    outcome: str
    model: str | None = None
    tools: tuple[str, ...] = ()
    tokens: int = 0
    ms: int = 0


class Sessions:
    """The file is read and written by one thread, so that a busy disk never stops the loop."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock
        self._db = StateConnection(settings.data_dir / STATE_FILE)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chat-state")

    async def admit(
        self, user: str, session: str | None, *, needs_tokens: bool = False
    ) -> Admitted:
        """Begin a turn in this session of this user, or in a new one.

        Raises ChatQuestionsSpent, ChatUserBusy, ChatBusy or ChatStateUnavailable, and
        ChatTokensSpent when the turn can do nothing without tokens.
        """
        future = self._do(lambda state: self._admit(state, user, session, needs_tokens))
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            future.add_done_callback(self._undo)
            raise

    def finish(self, admitted: Admitted, spent: Spent, exchange: Exchange | None) -> "Future[None]":
        """End the turn; keep question and answer if there is one. Also for a cancelled task."""
        return self._do(lambda state: self._finish(state, admitted, spent, exchange))

    async def delete(self, user: str, session: str) -> bool:
        """False when this user has no such session."""
        hashed = user_hash(user)
        return await asyncio.wrap_future(self._do(lambda state: state.end_session(session, hashed)))

    async def tokens_today(self) -> int:
        midnight, _ = _midnights(self._clock())
        return await asyncio.wrap_future(self._do(lambda state: state.tokens_since(midnight)))

    def close(self) -> None:
        """Waits for what is being written."""
        self._thread.shutdown(wait=True)
        self._db.close()

    def _undo(self, admission: "Future[Admitted]") -> None:
        """Who asked was gone before the turn began."""
        if not admission.cancelled() and admission.exception() is None:
            self.finish(admission.result(), Spent("stopped"), None)

    def _do(self, work: Callable[[ChatState], Result]) -> "Future[Result]":
        return self._thread.submit(lambda: self._db.transaction(lambda db: work(ChatState(db))))

    def _admit(
        self, state: ChatState, user: str, session: str | None, needs_tokens: bool
    ) -> Admitted:
        now = self._clock()
        settings, hashed = self._settings, user_hash(user)
        midnight, next_midnight = _midnights(now)
        state.forget(now - settings.chat_idle_s, now - settings.chat_audit_days * DAY_S)
        standing = state.standing(hashed, now, now - MINUTE_S, midnight)
        tokens_left = max(0, settings.chat_tokens_per_day - standing.tokens_today)
        self._check(standing, now)
        if needs_tokens and not tokens_left:
            wait = math.ceil(next_midnight - now)
            raise ChatTokensSpent(f"{standing.tokens_today:,} tokens were spent today", wait)
        found = None if session is None else state.resume(session, hashed, now)
        if session is None or found is None:
            # An id that is not this user's own, or is forgotten: a new conversation.
            session, found = secrets.token_hex(16), ()
            state.begin_session(session, hashed, now)
        turn = state.begin_turn(hashed, now, now + settings.chat_turn_s + KILLED_TURN_S)
        return Admitted(
            turn,
            session,
            hashed,
            tuple(Exchange(question, answer) for question, answer in found),
            tokens_left,
        )

    def _check(self, standing: Standing, now: float) -> None:
        settings = self._settings
        if standing.recent >= settings.chat_turns_per_minute:
            oldest = standing.oldest_recent or now
            wait = min(60, max(1, math.ceil(oldest + MINUTE_S - now)))
            raise ChatQuestionsSpent(f"{standing.recent} questions in the last minute", wait)
        if standing.running_of_user >= settings.chat_turns_per_user:
            running = standing.running_of_user
            raise ChatUserBusy(f"{running} questions are being answered", BUSY_RETRY_S)
        if standing.running >= settings.chat_turns_at_once:
            raise ChatBusy(f"{standing.running} questions are being answered", BUSY_RETRY_S)

    def _finish(
        self, state: ChatState, admitted: Admitted, spent: Spent, exchange: Exchange | None
    ) -> None:
        row = {
            "outcome": spent.outcome,
            "model": spent.model,
            "tools": ",".join(spent.tools),
            "tokens": spent.tokens,
            "ms": spent.ms,
        }
        state.end_turn(admitted.turn, self._clock(), row)
        if exchange is not None:
            state.keep(
                admitted.session,
                admitted.user,
                exchange.question[:MAX_QUESTION_CHARS],
                exchange.answer[:MAX_ANSWER_CHARS],
                self._settings.chat_history_turns,
            )


def user_hash(user: str) -> str:
    """The file tells users apart without naming them."""
    return hashlib.sha256(user.encode("utf-8", "replace")).hexdigest()[:16]


def _midnights(now: float) -> tuple[float, float]:
    """The last and the next one on this PC's clock, also on days of 23 or 25 hours."""
    today = datetime.fromtimestamp(now).astimezone().date()
    moments = (
        datetime.combine(today + timedelta(days=days), datetime.min.time()) for days in (0, 1)
    )
    last, following = (moment.astimezone().timestamp() for moment in moments)
    return last, following
