"""One listening socket of the supervisor, several children that serve on it."""

import http.client
import os
import signal
from pathlib import Path

import pytest

from tests.process.ports import free_ports, is_free
from tests.process.test_supervisor import CHILD, FAST, Recorder
from tests.waiting import is_alive, until
from tools.supervisor.backoff import Backoff
from tools.supervisor.core_settings import ROOT
from tools.supervisor.listener import SharedListener
from tools.supervisor.model import ServiceSpec, State, Timing
from tools.supervisor.ports import Address
from tools.supervisor.supervisor import Supervisor

pytestmark = pytest.mark.process


class Shared:
    """Small children behind one port, under a supervisor in this process."""

    def __init__(self, kinds: list[str], folder: Path, timing: Timing = FAST) -> None:
        (self.port,) = free_ports(1)
        self.recorder = Recorder()
        address = Address("127.0.0.1", self.port, "HUB_API_PORT")
        listener = SharedListener(address)
        specs = [
            ServiceSpec(f"api-{number}", (*CHILD, kind), lambda _pid: True, address, listener)
            for number, kind in enumerate(kinds, start=1)
        ]
        self.supervisor = Supervisor(specs, ROOT, folder / "logs", self.recorder.heard, timing)

    def healthy(self, service: str) -> int:
        return sum(event.service == service for event in self.recorder.of(State.HEALTHY))

    def pid(self, service: str) -> int:
        started = [e for e in self.recorder.of(State.STARTING) if e.service == service]
        return int(str(started[-1].values["pid"]))


def test_who_comes_while_no_worker_lives_waits_for_the_next(tmp_path: Path) -> None:
    slow = Timing(probe_s=0.1, start_probe_s=0.05, backoff=lambda: Backoff(first_s=0.5))
    shared = Shared(["shared"], tmp_path, slow)
    shared.supervisor.start()
    try:
        until(lambda: shared.healthy("api-1"), "the worker runs")
        os.kill(shared.pid("api-1"), signal.SIGKILL)
        until(lambda: shared.recorder.of(State.WAITING), "it is gone")
        connection = http.client.HTTPConnection("127.0.0.1", shared.port, timeout=20)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        assert len(shared.recorder.of(State.STARTING)) == 2
    finally:
        shared.supervisor.stop()
    assert is_free(shared.port)


def test_a_worker_that_keeps_crashing_leaves_the_other_alone(tmp_path: Path) -> None:
    shared = Shared(["crash", "shared"], tmp_path)
    shared.supervisor.start()
    try:
        until(lambda: len(shared.recorder.of(State.WAITING)) >= 3, "three crashes")
        assert {event.service for event in shared.recorder.of(State.WAITING)} == {"api-1"}
        assert is_alive(shared.pid("api-2"))
    finally:
        shared.supervisor.stop()
    assert is_free(shared.port)


def test_a_port_in_use_starts_nothing(tmp_path: Path) -> None:
    shared = Shared(["shared"], tmp_path)
    other = SharedListener(Address("127.0.0.1", shared.port, "HUB_API_PORT"))
    other.open()
    with pytest.raises(OSError, match=r"in use"):
        shared.supervisor.start()
    other.close()
    assert shared.recorder.of(State.STARTING) == []
