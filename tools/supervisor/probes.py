"""Health checks: liveness only, so that a healthy service without data is left alone."""

import http.client
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from shared.worker_board import WorkerBoard
from tools.supervisor.watcher_report import read_report

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

HTTP_TIMEOUT_S = 2.0
HEARTBEAT_MAX_AGE_S = 15.0
# A worker beats once a second out of its event loop.
WORKER_MAX_AGE_S = 5.0

# Told the child's pid, answers whether it is well; never raises, never takes longer than 2-3 s.
Probe = Callable[[int], bool]


def http_probe(host: str, port: int, path: str, timeout_s: float = HTTP_TIMEOUT_S) -> Probe:
    """Well = `GET path` answers 200. http.client: a proxy setting must not come between."""

    def check(_pid: int) -> bool:
        connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return check


def heartbeat_probe(path: Path, max_age_s: float = HEARTBEAT_MAX_AGE_S) -> Probe:
    """Well = the watcher's file comes from our child and is young."""

    def check(pid: int) -> bool:
        state = read_report(path)
        if state is None or not system.is_process(state.pid, pid):
            return False
        return state.age_s() < max_age_s

    return check


def worker_probe(board: Path, worker: int, max_age_s: float = WORKER_MAX_AGE_S) -> Probe:
    """Well = our child beats. A shared port cannot tell which of the workers has answered."""

    def check(pid: int) -> bool:
        try:
            with closing(WorkerBoard(board)) as opened:
                slot = opened.read(worker)
        except (OSError, ValueError):
            return False
        return slot.age_s < max_age_s and system.is_process(slot.pid, pid)

    return check
