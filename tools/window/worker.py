"""The threads that wait for the core, so that the window never does.

Nothing in here touches Tk: what was found lies in a queue until the window comes for it.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tools.supervisor.control.client import ControlFailed
from tools.window.hub import Hub

POLL_S = 1.0
LOG_LINES = 300


@dataclass(frozen=True)
class Snapshot:
    """One look at the core. `runs`, as far as one can tell: it may run and not answer."""

    status: dict[str, Any] | None
    runs: bool
    failure: ControlFailed | None = None
    known: bool = True


# Before the first look.
UNKNOWN = Snapshot(None, runs=False, known=False)


@dataclass(frozen=True)
class LogLines:
    """`fresh`: they replace what was shown before."""

    service: str
    lines: list[str]
    fresh: bool


@dataclass(frozen=True)
class Done:
    """A job has ended; `then` takes its outcome, in the window's thread."""

    then: Callable[[], None]


class Worker:
    """Looks at the core once a second, and does one job after the other."""

    def __init__(self, hub: Hub, poll_s: float = POLL_S) -> None:
        self.found: queue.SimpleQueue[Snapshot | LogLines | Done] = queue.SimpleQueue()
        self._hub = hub
        self._poll_s = poll_s
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._look_now = threading.Event()
        self._wanted_log = ""

    def start(self) -> None:
        for name, work in (("look", self._look), ("jobs", self._work)):
            threading.Thread(target=work, name=name, daemon=True).start()

    def follow(self, service: str) -> None:
        """Whose log is read from now on; "": nobody's."""
        self._wanted_log = service
        self._look_now.set()

    def do(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[ControlFailed], None],
    ) -> None:
        """`job` runs here; its answer or its ControlFailed goes to the window's thread."""

        def work() -> None:
            try:
                answer = job()
            except (ControlFailed, OSError) as exc:
                failure = exc if isinstance(exc, ControlFailed) else _told(exc)
                self.found.put(Done(lambda: failed(failure)))
            else:
                self.found.put(Done(lambda: then(answer)))
            self._look_now.set()

        self._jobs.put(work)

    def _work(self) -> None:
        while True:
            self._jobs.get()()

    def _look(self) -> None:
        log = _LogReader(self._hub)
        while True:
            self._look_now.clear()
            self.found.put(self._snapshot())
            lines = log.read(self._wanted_log)
            if lines is not None:
                self.found.put(lines)
            self._look_now.wait(self._poll_s)

    def _snapshot(self) -> Snapshot:
        try:
            client = self._hub.client()
        except ControlFailed as exc:
            return Snapshot(None, runs=False, failure=exc)
        if client is None:
            return Snapshot(None, runs=False)
        try:
            return Snapshot(client.status(), runs=True)
        except ControlFailed as exc:
            if exc.key == "core_gone":
                return Snapshot(None, runs=False)
            return Snapshot(None, runs=True, failure=exc)


def _told(error: OSError) -> ControlFailed:
    """Of this PC, not of the core: a program that cannot be run, a full disk."""
    return ControlFailed("os_error", str(error), str(error))


class _LogReader:
    """Remembers where it has read to."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._service = ""
        self._cursor: str | None = None

    def read(self, service: str) -> LogLines | None:
        """What is new; None when that is nothing, or when the status says already why not."""
        fresh = service != self._service
        if fresh:
            self._service, self._cursor = service, None
        try:
            client = self._hub.client() if service else None
            if client is None:
                return None
            found = client.logs(service, LOG_LINES, self._cursor)
        except ControlFailed:
            return None
        self._cursor = found["next"]
        if not fresh and not found["lines"]:
            return None
        return LogLines(service, list(found["lines"]), fresh)
