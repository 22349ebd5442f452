"""Finding the core, and what is said when it is not there."""

import os
from pathlib import Path

import pytest

from tools.supervisor.control.client import ControlClient, ControlFailed, find
from tools.supervisor.control.server import ControlServer
from tools.supervisor.control.state_file import CoreState, read_state, write_state
from tools.supervisor.control.wire import Answer, Request
from tools.supervisor.processes.identity import own_identity


def state(address: str, token: str, *, started: str | None = None) -> CoreState:
    began = own_identity().started if started is None else started
    return CoreState(os.getpid(), began, "2026-11-25T00:00:00+00:00", address, token)


def served(number: int) -> ControlServer:
    def answering(_request: Request) -> Answer:
        from http import HTTPStatus

        return Answer(HTTPStatus.OK, {"number": number})

    server = ControlServer(answering)
    server.start()
    return server


def test_nobody_is_found(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "state.json").write_text('{"pid": "7"}')
    assert find(tmp_path) is None


def test_the_pid_of_another_process_is_nobody(tmp_path: Path) -> None:
    write_state(tmp_path, state("http://127.0.0.1:9", "t", started="an earlier one"))
    assert read_state(tmp_path) is not None
    assert find(tmp_path) is None


def test_a_core_that_has_started_anew_is_found_again(tmp_path: Path) -> None:
    first, second = served(1), served(2)
    try:
        write_state(tmp_path, state(first.address, first.token))
        client = find(tmp_path)
        assert client is not None
        assert client.status() == {"number": 1}
        first.close()
        write_state(tmp_path, state(second.address, second.token))
        assert client.status() == {"number": 2}
        # The same port may come back with another token.
        client.state = state(second.address, "an old token")
        assert client.status() == {"number": 2}
    finally:
        second.close()


def test_a_core_that_is_gone(tmp_path: Path) -> None:
    server = served(1)
    server.close()
    client = ControlClient(tmp_path, state(server.address, server.token))
    with pytest.raises(ControlFailed, match="does not run") as caught:
        client.stop()
    assert caught.value.key == "core_gone"
    assert "실행 중이 아닙니다" in caught.value.ko
