"""Health checks."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.watcher_state import State, WatcherState
from shared.watcher_state import write_watcher_state as write_state
from shared.worker_board import WorkerBoard
from tests.process.ports import free_ports
from tools.supervisor.probes import heartbeat_probe, http_probe, worker_probe


def state(pid: int, age_s: float) -> WatcherState:
    moment = (datetime.now(UTC) - timedelta(seconds=age_s)).isoformat()
    return WatcherState(pid=pid, started_at=moment, heartbeat_at=moment, state=State.WATCHING)


@pytest.mark.parametrize(
    ("pid", "age_s", "well"),
    [
        pytest.param(7, 1, True, id="young"),
        pytest.param(7, 60, False, id="old"),
        pytest.param(8, 1, False, id="of another process"),
    ],
)
def test_heartbeat(pid: int, age_s: float, well: bool, tmp_path: Path) -> None:
    path = tmp_path / "watcher.json"
    write_state(path, state(pid, age_s))
    assert heartbeat_probe(path)(7) is well


def test_no_heartbeat_file_and_no_server_are_misses(tmp_path: Path) -> None:
    assert not heartbeat_probe(tmp_path / "watcher.json")(7)
    assert not http_probe("127.0.0.1", free_ports(1)[0], "/livez")(7)


def test_a_worker_is_well_while_it_beats(tmp_path: Path) -> None:
    path = tmp_path / "board"
    assert not worker_probe(path, 1)(os.getpid())
    board = WorkerBoard(path)
    board.beat(1, 0)
    assert worker_probe(path, 1)(os.getpid())
    assert not worker_probe(path, 1)(os.getpid() + 1)
    assert not worker_probe(path, 2)(os.getpid())
    assert not worker_probe(path, 1, max_age_s=0)(os.getpid())
    board.close()


def test_a_board_that_cannot_be_opened_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not worker_probe(tmp_path / "file" / "board", 1)(os.getpid())
