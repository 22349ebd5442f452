"""Conversations, running turns and what they spent, in `state.db`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.db.state import StateConnection

FORGET_SESSIONS_SQL = """
    DELETE FROM sessions
    WHERE used_at < :before
"""
FORGET_TURNS_SQL = """
    DELETE FROM turns
    WHERE started_at < :before
"""
TURNS_SINCE_SQL = """
    SELECT COUNT(*), MIN(started_at)
    FROM turns
    WHERE user = :user
      AND started_at > :since
"""
RUNNING_SQL = """
    SELECT COUNT(*), COALESCE(SUM(user = :user), 0)
    FROM turns
    WHERE ended_at IS NULL
      AND ends_by > :now
"""
TOKENS_SQL = """
    SELECT COALESCE(SUM(tokens), 0)
    FROM turns
    WHERE started_at >= :since
"""
BEGIN_TURN_SQL = """
    INSERT INTO turns (user, started_at, ends_by)
    VALUES (:user, :now, :ends_by)
    RETURNING id
"""
END_TURN_SQL = """
    UPDATE turns
    SET ended_at = :now, outcome = :outcome, model = :model, tools = :tools,
        tokens = :tokens, ms = :ms
    WHERE id = :turn
"""
TOUCH_SQL = """
    UPDATE sessions
    SET used_at = :now
    WHERE id = :session
      AND user = :user
    RETURNING id
"""
BEGIN_SESSION_SQL = """
    INSERT INTO sessions (id, user, used_at)
    VALUES (:session, :user, :now)
"""
HISTORY_SQL = """
    SELECT question, answer
    FROM exchanges
    WHERE session = :session
    ORDER BY number
"""
KEEP_SQL = """
    INSERT INTO exchanges (session, number, question, answer)
    SELECT id, COALESCE((SELECT MAX(number) FROM exchanges WHERE session = id), 0) + 1,
        :question, :answer
    FROM sessions
    WHERE id = :session
      AND user = :user
    RETURNING number
"""
CUT_HISTORY_SQL = """
    DELETE FROM exchanges
    WHERE session = :session
      AND number <= :up_to
"""
END_SESSION_SQL = """
    DELETE FROM sessions
    WHERE id = :session
      AND user = :user
    RETURNING id
"""


@dataclass(frozen=True)
class Standing:
    """What a user, and all of them, have going on."""

    recent: int
    oldest_recent: float | None
    running: int
    running_of_user: int
    tokens_today: int


class ChatState:
    """Every method belongs inside one transaction of `db`; moments are Unix seconds."""

    def __init__(self, db: StateConnection) -> None:
        self._db = db

    def forget(self, sessions_before: float, turns_before: float) -> None:
        self._db.rows(FORGET_SESSIONS_SQL, {"before": sessions_before})
        self._db.rows(FORGET_TURNS_SQL, {"before": turns_before})

    def standing(self, user: str, now: float, since: float, midnight: float) -> Standing:
        """`recent` counts the turns that this user began after `since`."""
        ((recent, oldest),) = self._db.rows(TURNS_SINCE_SQL, {"user": user, "since": since})
        ((running, of_user),) = self._db.rows(RUNNING_SQL, {"user": user, "now": now})
        return Standing(recent, oldest, running, of_user, self.tokens_since(midnight))

    def tokens_since(self, midnight: float) -> int:
        ((tokens,),) = self._db.rows(TOKENS_SQL, {"since": midnight})
        return int(tokens)

    def begin_turn(self, user: str, now: float, ends_by: float) -> int:
        """A turn whose process was killed counts as running until `ends_by`."""
        ((turn,),) = self._db.rows(BEGIN_TURN_SQL, {"user": user, "now": now, "ends_by": ends_by})
        return int(turn)

    def end_turn(self, turn: int, now: float, spent: Mapping[str, str | int | None]) -> None:
        """`spent`: outcome, model, tools, tokens, ms."""
        self._db.rows(END_TURN_SQL, {"turn": turn, "now": now, **spent})

    def resume(self, session: str, user: str, now: float) -> Sequence[tuple[str, str]] | None:
        """Its questions and answers, oldest first; None when this user has no such session."""
        if not self._db.rows(TOUCH_SQL, {"session": session, "user": user, "now": now}):
            return None
        return [(q, a) for q, a in self._db.rows(HISTORY_SQL, {"session": session})]

    def begin_session(self, session: str, user: str, now: float) -> None:
        self._db.rows(BEGIN_SESSION_SQL, {"session": session, "user": user, "now": now})

    def keep(self, session: str, user: str, question: str, answer: str, most: int) -> None:
        """Only the last `most` stay. A session that was deleted meanwhile stays deleted."""
        values = {"session": session, "user": user, "question": question, "answer": answer}
        for (number,) in self._db.rows(KEEP_SQL, values):
            self._db.rows(CUT_HISTORY_SQL, {"session": session, "up_to": number - most})

    def end_session(self, session: str, user: str) -> bool:
        """False when this user has no such session."""
        return bool(self._db.rows(END_SESSION_SQL, {"session": session, "user": user}))
