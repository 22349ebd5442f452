"""The workers' board: heartbeats and connections that every process sees."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.worker_board import MAX_WORKERS, SIZE, WorkerBoard
from tools.setup.console import ROOT


def test_another_process_is_seen_at_once(tmp_path: Path) -> None:
    board = WorkerBoard(tmp_path / "workers" / "board")
    board.beat(1, 5)
    program = (
        "import sys; from pathlib import Path; from shared.worker_board import WorkerBoard;"
        "board = WorkerBoard(Path(sys.argv[1])); board.beat(2, 7); print(board.read(1).connections)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "workers" / "board")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        said, _ = other.communicate(timeout=60)
    assert said.strip() == "5"
    living = board.living(60)
    assert {n: (slot.pid, slot.connections) for n, slot in living.items()} == {
        1: (os.getpid(), 5),
        2: (other.pid, 7),
    }
    board.close()


def test_who_is_silent_or_has_left_does_not_live(tmp_path: Path) -> None:
    board = WorkerBoard(tmp_path / "board")
    board.beat(1, 0)
    board.beat(2, 0)
    assert list(board.living(60)) == [1, 2]
    assert list(board.living(0)) == []
    board.clear(1)
    assert list(board.living(60)) == [2]
    # Connections alone are no heartbeat.
    board.note(1, 9)
    assert list(board.living(60)) == [2]
    board.close()


def test_a_short_file_is_filled_and_its_content_kept(tmp_path: Path) -> None:
    path = tmp_path / "board"
    first = WorkerBoard(path)
    first.beat(1, 3)
    first.close()
    os.truncate(path, 100)
    again = WorkerBoard(path)
    assert path.stat().st_size == SIZE
    assert again.read(1).connections == 3
    assert again.read(MAX_WORKERS).pid == 0
    again.close()


@pytest.mark.parametrize("worker", [0, MAX_WORKERS + 1])
def test_there_is_no_such_worker(tmp_path: Path, worker: int) -> None:
    board = WorkerBoard(tmp_path / "board")
    with pytest.raises(ValueError, match=f"worker {worker} of 16"):
        board.beat(worker, 1)
    board.close()
