"""Two worker processes, one `state.db`: conversations and budgets are everybody's."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import requests

from tests.assistant_world import WAIT_S
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now
from tests.process.ports import free_ports
from tests.waiting import until
from tools.setup.console import ROOT

pytestmark = pytest.mark.process
Workers = tuple[str, str]


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/livez", timeout=1).ok
    except requests.RequestException:
        return False


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    make_plant_files(tmp_path, rows=50)
    publish_now(plant_settings(tmp_path))
    ports = free_ports(2)
    command = [sys.executable, "-m", "tests.assistant.api_process", str(tmp_path)]
    started = [subprocess.Popen([*command, str(port)], cwd=ROOT) for port in ports]
    first, second = (f"http://127.0.0.1:{port}" for port in ports)
    try:
        for url in (first, second):
            until(partial(answers, url), "the worker answers", timeout_s=60)
        yield first, second
    finally:
        for process in started:
            process.kill()
            process.wait()


def ask(url: str, user: str, session: str | None = None) -> requests.Response:
    body = {"question": "몇 건?", "session_id": session}
    return requests.post(f"{url}/chat", json=body, headers={"X-Hub-User": user}, timeout=WAIT_S)


def earlier_turns(response: requests.Response) -> int:
    """The small rules end their answer with how many earlier turns they were told."""
    return int(response.json()["answer"].rpartition("(")[2].rstrip(")"))


def test_one_conversation_and_one_budget_over_two_workers(workers: Workers) -> None:
    session = ask(workers[0], "kim").json()["session_id"]
    for number in range(1, 9):
        response = ask(workers[number % 2], "kim", session)
        assert response.json()["session_id"] == session
        assert earlier_turns(response) == min(number, 6)

    stranger = ask(workers[1], "lee", session)
    assert stranger.json()["session_id"] != session
    assert earlier_turns(stranger) == 0
    deleted = [
        requests.delete(
            f"{workers[0]}/chat/{session}", headers={"X-Hub-User": user}, timeout=WAIT_S
        )
        for user in ("lee", "kim", "kim")
    ]
    assert [one.json() for one in deleted] == [{"deleted": value} for value in (False, True, False)]
    assert earlier_turns(ask(workers[1], "kim", session)) == 0

    with ThreadPoolExecutor(8) as crowd:
        got = list(crowd.map(lambda place: ask(workers[place % 2], "park"), range(30)))
    statuses = [one.status_code for one in got]
    assert (statuses.count(200), statuses.count(429)) == (20, 10)
    refused = next(one for one in got if one.status_code == 429)
    assert refused.json()["code"] == "chat_questions_spent"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
