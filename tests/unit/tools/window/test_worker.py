"""The worker's threads: no job waits for a core that is silent, and no failure is lost."""

import threading
from typing import Any

from tests.waiting import until
from tools.supervisor.control.client import ControlFailed
from tools.window.hub import Hub
from tools.window.worker import Done, LogLines, Snapshot, Worker


class SilentClient:
    """A core that answers nothing until it is told to."""

    def __init__(self) -> None:
        self.speak = threading.Event()

    def status(self) -> dict[str, Any]:
        self.speak.wait(20)
        raise ControlFailed("core_silent", "조용함", "silent")

    def logs(self, _name: str, _lines: int, after: str | None) -> dict[str, Any]:
        return {"lines": ["one"] if after is None else [], "next": "1"}


class HubOf(Hub):
    def __init__(self, client: SilentClient) -> None:
        super().__init__([])
        self._client = client

    def client(self) -> Any:
        return self._client


def found(worker: Worker, kind: type) -> Any:
    """The next of that kind; others are dropped."""

    def look() -> object:
        one = worker.found.get(timeout=20)
        return one if isinstance(one, kind) else None

    return until(look, kind.__name__)


def test_a_job_is_done_while_the_core_is_silent() -> None:
    client = SilentClient()
    worker = Worker(HubOf(client), poll_s=0.01)
    worker.start()
    told: list[object] = []
    worker.do(lambda: 7, told.append, told.append)
    found(worker, Done).then()
    assert told == [7]
    client.speak.set()
    snapshot = found(worker, Snapshot)
    assert (snapshot.status, snapshot.runs, snapshot.failure.key) == (None, True, "core_silent")


def test_a_failed_job_tells_why_and_the_next_one_runs() -> None:
    worker = Worker(HubOf(SilentClient()), poll_s=0.01)
    worker.start()
    told: list[Any] = []

    def full_disk() -> None:
        raise OSError(28, "No space left on device")

    worker.do(full_disk, told.append, told.append)
    worker.do(lambda: 8, told.append, told.append)
    for _ in range(2):
        found(worker, Done).then()
    assert (str(told[0].en), told[1]) == ("[Errno 28] No space left on device", 8)


def test_a_log_is_read_on_from_where_it_ended() -> None:
    client = SilentClient()
    client.speak.set()
    worker = Worker(HubOf(client), poll_s=0.01)
    worker.follow("watcher")
    worker.start()
    assert found(worker, LogLines) == LogLines("watcher", ["one"], fresh=True)
    worker.follow("api")
    assert found(worker, LogLines) == LogLines("api", ["one"], fresh=True)
