"""What an earlier core has left is ended, and nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import is_alive
from tools.supervisor.processes.identity import Identity, identify
from tools.supervisor.processes.register import MARK, Register, sweep

SLEEPER = [sys.executable, "-I", "-S", "-c", "import time; print(flush=True); time.sleep(60)"]


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(SLEEPER, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_process_is_told_from_the_next_one_with_its_pid(
    sleeper: subprocess.Popen[bytes],
) -> None:
    found = identify(sleeper.pid)
    assert found is not None
    assert found.lives()
    assert not Identity(sleeper.pid, "another beginning").lives()
    assert found != identify(os.getpid())
    sleeper.kill()
    sleeper.wait()
    assert not found.lives()
    assert identify(sleeper.pid) is None


def test_what_is_left_is_swept(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    Register(tmp_path).add("api-2", sleeper.pid)
    assert sweep(tmp_path, ["watcher"]) == 0
    assert is_alive(sleeper.pid)
    assert sweep(tmp_path, ["api"]) == 1
    assert not is_alive(sleeper.pid)
    assert list(tmp_path.iterdir()) == []


def test_a_pid_that_is_somebody_elses_now_is_left_alone(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    found = {"pid": sleeper.pid, "started": "another beginning", "run": "no such run"}
    (tmp_path / "api.json").write_text(json.dumps(found))
    assert sweep(tmp_path, ["api"]) == 0
    assert is_alive(sleeper.pid)
    assert list(tmp_path.iterdir()) == []


def test_what_a_child_had_started_is_known_by_its_mark(tmp_path: Path) -> None:
    """Its parent is gone, its pid was never written down, its session is its own."""
    register = Register(tmp_path)
    environment = {**os.environ, **register.environment()}
    with subprocess.Popen(
        SLEEPER, stdout=subprocess.PIPE, env=environment, start_new_session=True
    ) as orphan:
        assert orphan.stdout is not None
        orphan.stdout.readline()
        with subprocess.Popen([sys.executable, "-c", ""]) as child:
            register.add("watcher", child.pid)
        assert MARK in environment
        assert sweep(tmp_path, ["watcher"]) == 1
        assert not is_alive(orphan.pid)


def test_garbage_in_the_folder_does_not_stop_a_start(tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text("{")
    assert sweep(tmp_path, ["api"]) == 0
    assert list(tmp_path.iterdir()) == []
