"""A client that leaves ends its turn: no further request to a model, no tool left running."""

import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
import requests

from shared.db.state import STATE_FILE, StateConnection
from shared.errors import QueryTimeout
from tests.assistant_parts import small_parts
from tests.assistant_world import MODEL, SECOND, ApiServer, chat_settings, events_of
from tests.fake_gemini import FakeGemini
from tests.gemini_script import Broken, Hang, call, calls, text
from tests.hub_fixtures import make_plant_files, publish_now
from tests.waiting import until


class GatedApi:
    """An API whose tool `wait` runs until the gate is opened."""

    def __init__(self, folder: Path, gemini: FakeGemini) -> None:
        self.gate = threading.Event()
        self.settings = chat_settings(folder, gemini, sql_threads=1)
        publish_now(self.settings)
        self.server = ApiServer(self.settings, small_parts(self.gate))

    def outcomes(self) -> list[str | None]:
        """Of all turns, in order; None for one that runs."""
        # By the API's own SQLite: on POSIX a second library in one process drops the first's locks.
        db = StateConnection(self.settings.data_dir / STATE_FILE)
        with closing(db):
            rows = db.transaction(lambda one: one.rows("SELECT outcome FROM turns ORDER BY id", {}))
        return [outcome for (outcome,) in rows]

    def pins(self) -> int:
        """Versions in use, besides by the one who looks."""
        with self.server.hub.router.pin() as generation:
            return generation.pins - 1


@pytest.fixture
def gated(tmp_path: Path, gemini: FakeGemini) -> Iterator[GatedApi]:
    make_plant_files(tmp_path, rows=50)
    one = GatedApi(tmp_path, gemini)
    with one.server:
        yield one
        one.gate.set()


def leave_after(response: requests.Response, name: str) -> None:
    """Close the connection in the middle of the stream."""
    for event in events_of(response):
        if event.name == name:
            break
    response.close()


def test_while_the_model_is_silent(gated: GatedApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Hang(), text("늦은 답"))
    gemini.script(SECOND, text("늦은 답"))
    response = gated.server.open_stream("질문")
    until(lambda: gemini.asked, "the model is asked")
    leave_after(response, "meta")
    until(lambda: gemini.left == [MODEL], "the connection to the model is closed")
    until(lambda: gated.outcomes() == ["stopped"], "the turn has ended")
    assert len(gemini.asked) == 1
    assert gated.pins() == 0


def test_while_the_answer_streams(gated: GatedApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Broken("stall", "반쯤"))
    response = gated.server.open_stream("질문")
    leave_after(response, "text")
    until(lambda: gemini.left == [MODEL], "the connection to the model is closed")
    until(lambda: gated.outcomes() == ["stopped"], "the turn has ended")
    assert len(gemini.asked) == 1


def test_while_a_tool_runs(gated: GatedApi, gemini: FakeGemini) -> None:
    """One SQL thread: the second call waits for the first, and is never begun."""
    wanted = calls(("wait", {}), ("find_items", {"keyword": "BW"}))
    gemini.script(MODEL, wanted, text("늦은 답"))
    leave_after(gated.server.open_stream("질문"), "tool_start")
    # The thread cannot be killed: the version stays pinned as long as it reads.
    until(lambda: gated.pins() == 1, "the version is pinned")
    gated.gate.set()
    until(lambda: gated.outcomes() == ["stopped"], "the turn has ended")
    until(lambda: gated.pins() == 0, "the version is free")
    assert len(gemini.asked) == 1


def test_without_a_stream(gated: GatedApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, call("find_items", keyword="BW"), Hang(), text("늦은 답"))
    connection = HTTPConnection(gated.server.url.removeprefix("http://"), timeout=10)
    body = b'{"question": "?"}'
    connection.request("POST", "/chat", body, {"Content-Type": "application/json"})
    until(lambda: len(gemini.asked) == 2, "the second round has begun")
    connection.close()
    until(lambda: gemini.left == [MODEL], "the connection to the model is closed")
    until(lambda: gated.outcomes() == ["stopped"], "the turn has ended")
    assert len(gemini.asked) == 2


def test_tokens_that_were_spent_before_count(gated: GatedApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, call("data_status"), Hang())
    response = gated.server.open_stream("질문")
    until(lambda: len(gemini.asked) == 2, "the second round has begun")
    leave_after(response, "tool_result")
    until(lambda: gated.outcomes() == ["stopped"], "the turn has ended")
    limits = requests.get(gated.server.url + "/chat/status", timeout=10).json()["limits"]
    assert limits["tokens_left"] == 500_000 - 115


def test_a_statement_of_a_stopped_turn_ends_at_once(gated: GatedApi) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT MAX(x) FROM n"
    stopped = threading.Event()
    with gated.server.hub.router.pin() as generation:
        part = generation.manifest.partitions[0]
        ender = threading.Timer(0.05, stopped.set)
        ender.start()
        with pytest.raises(QueryTimeout):
            generation.stoppable(stopped).rows(part, endless, {})
        # The one that others use is not stopped with it.
        assert generation.rows(part, "SELECT 1", {}) == [(1,)]
