"""Conversations and budgets on a real `state.db`, with a clock that the test turns."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from api.assistant.model import Exchange
from api.assistant.sessions import Admitted, Sessions, Spent, user_hash
from shared.chat_errors import (
    ChatBusy,
    ChatQuestionsSpent,
    ChatStateUnavailable,
    ChatTokensSpent,
    ChatUserBusy,
)
from shared.db.state import STATE_FILE, StateConnection
from shared.repositories import chat_state
from tests.hub_fixtures import plant_settings
from tests.waiting import until

NOON = datetime(2026, 11, 25, 12).timestamp()
LIMITS: dict[str, Any] = {
    "chat_turns_per_minute": 3,
    "chat_turns_per_user": 2,
    "chat_turns_at_once": 4,
    "chat_tokens_per_day": 1_000,
}


class Desk:
    """Sessions whose clock stands at `now`."""

    def __init__(self, folder: Path, **changes: Any) -> None:
        self.now = NOON
        self.settings = plant_settings(folder, **(LIMITS | changes))
        self.sessions = Sessions(self.settings, lambda: self.now)

    def admit(self, user: str, session: str | None = None, **more: Any) -> Admitted:
        return asyncio.run(self.sessions.admit(user, session, **more))

    def finish(self, admitted: Admitted, tokens: int = 0, answer: str | None = None) -> None:
        exchange = None if answer is None else Exchange("질문", answer)
        self.sessions.finish(admitted, Spent("answered", "m", ("t",), tokens), exchange).result()

    def turn(self, user: str, session: str | None = None, **more: Any) -> Admitted:
        admitted = self.admit(user, session)
        self.finish(admitted, **more)
        return admitted

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        db = StateConnection(self.settings.data_dir / STATE_FILE)
        found = db.transaction(lambda one: one.rows(sql, {}))
        db.close()
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    one.sessions.close()


def test_ids_are_128_bits_and_never_the_clients(desk: Desk) -> None:
    wanted = "0" * 32
    first, second = desk.turn("kim", wanted), desk.turn("kim", wanted)
    assert len({first.session, second.session, wanted}) == 3
    assert all(len(bytes.fromhex(one.session)) == 16 for one in (first, second))


def test_a_minute(desk: Desk) -> None:
    for _ in range(3):
        desk.turn("kim")
        desk.now += 10
    with pytest.raises(ChatQuestionsSpent) as caught:
        desk.admit("kim")
    assert caught.value.retry_after_s == 30
    desk.turn("lee")
    # What was refused uses nothing up: who waits as told is let in.
    desk.now += 30
    desk.turn("kim")


def test_turns_at_once(desk: Desk) -> None:
    running = [desk.admit("kim"), desk.admit("kim"), desk.admit("lee"), desk.admit("park")]
    with pytest.raises(ChatUserBusy) as of_user:
        desk.admit("kim")
    with pytest.raises(ChatBusy) as of_all:
        desk.admit("choi")
    assert of_user.value.retry_after_s == of_all.value.retry_after_s == 3
    desk.finish(running[0])
    desk.admit("choi")


def test_a_turn_of_a_killed_worker_counts_no_longer_than_a_turn_can_last(desk: Desk) -> None:
    for user in ("a", "b", "c", "d"):
        desk.admit(user)
    with pytest.raises(ChatBusy):
        desk.admit("e")
    desk.now += 45 + 15
    desk.admit("e")


def test_tokens_of_a_day(desk: Desk) -> None:
    assert desk.admit("kim").tokens_left == 1_000
    desk.turn("lee", tokens=600)
    assert desk.admit("kim").tokens_left == 400
    desk.turn("park", tokens=600)
    assert asyncio.run(desk.sessions.tokens_today()) == 1_200
    with pytest.raises(ChatTokensSpent) as caught:
        desk.admit("lee", needs_tokens=True)
    assert caught.value.retry_after_s == 12 * 3_600
    # The rules need none.
    assert desk.admit("lee").tokens_left == 0
    desk.now += 12 * 3_600
    assert desk.admit("kim", needs_tokens=True).tokens_left == 1_000


def test_half_an_hour(desk: Desk) -> None:
    session = desk.turn("kim", answer="답").session
    desk.now += 1_800
    assert desk.turn("kim", session).history == (Exchange("질문", "답"),)
    desk.now += 1_801
    late = desk.turn("kim", session)
    assert (late.session == session, late.history) == (False, ())
    assert desk.rows("SELECT COUNT(*) FROM exchanges") == [(0,)]


def test_six_turns_of_bounded_text(desk: Desk) -> None:
    session = None
    for number in range(8):
        session = desk.turn("kim", session, answer=f"{number}" + "가" * 5_000).session
        desk.now += 60
    history = desk.turn("kim", session).history
    assert [one.answer[0] for one in history] == list("234567")
    assert {len(one.answer) for one in history} == {2_000}


def test_a_session_that_is_deleted_meanwhile_stays_deleted(desk: Desk) -> None:
    admitted = desk.admit("kim")
    assert asyncio.run(desk.sessions.delete("kim", admitted.session))
    desk.finish(admitted, answer="답")
    assert desk.rows("SELECT COUNT(*) FROM sessions") == [(0,)]
    assert desk.rows("SELECT COUNT(*) FROM exchanges") == [(0,)]


def test_the_audit_row(desk: Desk) -> None:
    admitted = desk.admit("key:dashboard/kim")
    desk.now += 2
    spent = Spent("answered", "gemini", ("find_items", "aggregate"), 355, 1_900)
    desk.sessions.finish(admitted, spent, None).result()
    columns = "user, started_at, ended_at, outcome, model, tools, tokens, ms"
    assert desk.rows(f"SELECT {columns} FROM turns") == [
        (
            user_hash("key:dashboard/kim"),
            NOON,
            NOON + 2,
            "answered",
            "gemini",
            "find_items,aggregate",
            355,
            1_900,
        )
    ]
    desk.now += 90 * 86_400 + 1
    desk.turn("lee")
    assert desk.rows("SELECT COUNT(*) FROM turns") == [(1,)]


def test_an_admission_that_nobody_waits_for_is_taken_back(desk: Desk) -> None:
    async def leave() -> None:
        waiting = asyncio.create_task(desk.sessions.admit("kim", None))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    asyncio.run(leave())
    running = "SELECT COUNT(*) FROM turns WHERE ended_at IS NULL"
    until(lambda: desk.rows(running) == [(0,)], "the turn is taken back")


def test_a_file_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.settings.data_dir.mkdir()
    (desk.settings.data_dir / STATE_FILE).write_bytes(b"no database" * 1_000)
    with pytest.raises(ChatStateUnavailable) as caught:
        desk.admit("kim")
    assert "state.db" in caught.value.hint
    (desk.settings.data_dir / STATE_FILE).unlink()
    desk.turn("kim")
    desk.sessions.close()


def test_a_deleted_data_folder_is_made_anew(desk: Desk) -> None:
    session = desk.turn("kim", answer="답").session
    desk.sessions.close()
    for file in desk.settings.data_dir.iterdir():
        file.unlink()
    again = Desk(desk.settings.data_dir.parent)
    assert again.turn("kim", session).history == ()
    again.sessions.close()


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("TURNS_SINCE_SQL", "turns_user (user=? AND started_at>?)"),
        ("TOKENS_SQL", "COVERING INDEX turns_started (started_at>?)"),
        ("RUNNING_SQL", "turns_running (ends_by>?)"),
        ("FORGET_TURNS_SQL", "turns_started (started_at<?)"),
        ("FORGET_SESSIONS_SQL", "sessions_used (used_at<?)"),
    ],
)
def test_an_admission_reads_by_index(desk: Desk, sql: str, index: str) -> None:
    desk.turn("kim")
    db = StateConnection(desk.settings.data_dir / STATE_FILE)
    statement = "EXPLAIN QUERY PLAN " + getattr(chat_state, sql)
    values = {"user": "x", "since": 0.0, "now": 0.0, "before": 0.0}
    plan = [row[3] for row in db.transaction(lambda one: one.rows(statement, values))]
    db.close()
    assert any(index in step for step in plan), plan
