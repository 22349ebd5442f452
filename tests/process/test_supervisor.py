"""The supervisor with real, small children."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.process.core_process import fake_environment
from tests.process.ports import free_ports, is_free
from tests.waiting import is_alive, until
from tools.supervisor.backoff import Backoff
from tools.supervisor.core_settings import ROOT
from tools.supervisor.model import Event, ServiceSpec, State, Timing
from tools.supervisor.ports import Address
from tools.supervisor.probes import http_probe
from tools.supervisor.supervisor import Supervisor

pytestmark = pytest.mark.process
CHILD = (sys.executable, "-m", "tests.process.fake_service")
FAST = Timing(
    probe_s=0.1,
    start_probe_s=0.05,
    stop_grace_s=0.5,
    backoff=lambda: Backoff(first_s=0.05, cap_s=0.2, steady_s=60),
)


class Recorder:
    """Every event, in order."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._lock = threading.Lock()

    def heard(self, event: Event) -> None:
        with self._lock:
            self._events.append(event)

    def of(self, state: State) -> list[Event]:
        with self._lock:
            return [event for event in self._events if event.state is state]

    def pids(self) -> list[int]:
        return [int(str(event.values["pid"])) for event in self.of(State.STARTING)]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def supervise(recorder: Recorder, tmp_path: Path) -> Iterator[Callable[..., Supervisor]]:
    started: list[Supervisor] = []

    def run(*specs: ServiceSpec) -> Supervisor:
        supervisor = Supervisor(specs, ROOT, tmp_path / "logs", recorder.heard, FAST)
        supervisor.start()
        started.append(supervisor)
        return supervisor

    yield run
    for supervisor in started:
        supervisor.stop()


def web(port: int) -> ServiceSpec:
    probe = http_probe("127.0.0.1", port, "/livez", timeout_s=0.2)
    address = Address("127.0.0.1", port, "HUB_API_PORT")
    return ServiceSpec("api", (*CHILD, "web", str(port)), probe, address)


@pytest.mark.parametrize(
    ("blow", "reason"),
    [
        pytest.param(signal.SIGKILL, "why_exit", id="killed"),
        pytest.param(signal.SIGSTOP, "why_hung", id="hung"),
    ],
)
def test_a_lost_service_comes_back(
    blow: signal.Signals,
    reason: str,
    recorder: Recorder,
    supervise: Callable[..., Supervisor],
) -> None:
    port = free_ports(1)[0]
    supervise(web(port))
    until(lambda: recorder.of(State.HEALTHY), "the first child is healthy")
    os.kill(recorder.pids()[0], blow)
    until(lambda: len(recorder.of(State.HEALTHY)) == 2, "the second child is healthy")
    assert [event.reason for event in recorder.of(State.WAITING)] == [reason]
    assert not is_alive(recorder.pids()[0])


def test_a_crashing_service_is_tried_again_and_says_why(
    recorder: Recorder, supervise: Callable[..., Supervisor], tmp_path: Path
) -> None:
    supervise(ServiceSpec("api", (*CHILD, "crash"), lambda _pid: False))
    until(lambda: len(recorder.of(State.WAITING)) >= 3, "three crashes")
    first = recorder.of(State.WAITING)[0]
    assert (first.reason, first.values["code"]) == ("why_exit", 1)
    assert first.values["last"] == "the disk of the plant is on fire"
    assert "crash is here" in (tmp_path / "logs" / "api.log").read_text()


def test_a_crashed_service_waits_out_its_pause(tmp_path: Path) -> None:
    told: list[tuple[float, State]] = []
    timing = replace(FAST, backoff=lambda: Backoff(first_s=0.4, jitter=lambda _a, _b: 1.0))
    supervisor = Supervisor(
        [ServiceSpec("api", (*CHILD, "crash"), lambda _pid: False)],
        ROOT,
        tmp_path / "logs",
        lambda event: told.append((time.monotonic(), event.state)),
        timing,
    )
    supervisor.start()
    until(lambda: len(told) >= 3, "it starts again")
    supervisor.stop()
    assert [state for _, state in told[:3]] == [State.STARTING, State.WAITING, State.STARTING]
    assert told[2][0] - told[1][0] >= 0.4


def test_stop_ends_a_deaf_child_and_its_child(
    recorder: Recorder, supervise: Callable[..., Supervisor]
) -> None:
    supervisor = supervise(ServiceSpec("watcher", (*CHILD, "deaf"), lambda _pid: True))
    until(lambda: recorder.of(State.HEALTHY), "the child runs")
    parent = psutil.Process(recorder.pids()[0])
    grandchild = until(parent.children, "the child has a child")[0].pid
    supervisor.stop()
    assert not is_alive(parent.pid)
    until(lambda: not is_alive(grandchild), "the grandchild is gone")


def test_a_port_taken_later_blocks_until_it_is_free(
    recorder: Recorder, supervise: Callable[..., Supervisor]
) -> None:
    port = free_ports(1)[0]
    with subprocess.Popen([*CHILD, "web", str(port)], cwd=ROOT) as intruder:
        until(lambda: not is_free(port), "the other program listens")
        supervise(web(port))
        blocked = until(lambda: recorder.of(State.WAITING), "the service is blocked")[0]
        assert blocked.reason == "port_used"
        assert f"pid {intruder.pid}" in str(blocked.values["owner"])
        intruder.kill()
    until(lambda: recorder.of(State.HEALTHY), "the service runs")


class Hub:
    """tests.process.fake_hub as a process of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.output = folder / "hub.out"
        environment = fake_environment(folder, port)
        with self.output.open("ab") as output:
            command = [sys.executable, "-m", "tests.process.fake_hub", str(port)]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def said(self, text: str) -> bool:
        return text in self.output.read_text(encoding="utf-8")

    def children(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]


@pytest.fixture
def start_hub(tmp_path: Path) -> Iterator[Callable[[int], Hub]]:
    hubs: list[Hub] = []

    def start(port: int) -> Hub:
        hubs.append(Hub(tmp_path, port))
        return hubs[-1]

    # Tests that run under nohup ignore it, and so would the hub.
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield start
    signal.signal(signal.SIGHUP, before)
    for hub in hubs:
        hub.process.kill()
        hub.process.wait()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything(ending: signal.Signals, start_hub: Callable[[int], Hub]) -> None:
    port = free_ports(1)[0]
    hub = start_hub(port)
    until(lambda: hub.said("Press Ctrl+C"), "the hub is up")
    children = hub.children()
    # Two services and the guardian.
    assert len(children) == 3
    hub.process.send_signal(ending)
    assert hub.process.wait(timeout=10) == 0
    assert hub.said("Stopped.")
    assert not hub.said("Traceback")
    assert not any(is_alive(pid) for pid in children)
    assert is_free(port)


def test_children_die_with_a_killed_supervisor(start_hub: Callable[[int], Hub]) -> None:
    port = free_ports(1)[0]
    hub = start_hub(port)
    until(lambda: hub.said("Press Ctrl+C"), "the hub is up")
    children = hub.children()
    hub.process.kill()
    hub.process.wait()
    until(lambda: not any(is_alive(pid) for pid in children), "all children are gone")
    assert is_free(port)


def test_a_second_hub_on_the_same_data_is_refused(start_hub: Callable[[int], Hub]) -> None:
    first_port, second_port = free_ports(2)
    first = start_hub(first_port)
    until(lambda: first.said("Press Ctrl+C"), "the hub is up")
    second = start_hub(second_port)
    assert second.process.wait(timeout=20) == 1
    assert second.said("A hub is running already")
    assert second.said(f"(http://127.0.0.1:{first_port}, pid {first.process.pid},")
    assert is_free(second_port)


def test_a_port_in_use_is_named_and_nothing_is_started(start_hub: Callable[[int], Hub]) -> None:
    port = free_ports(1)[0]
    with subprocess.Popen([*CHILD, "web", str(port)], cwd=ROOT) as intruder:
        until(lambda: not is_free(port), "the other program listens")
        hub = start_hub(port)
        code = hub.process.wait(timeout=20)
        intruder.kill()
    assert code == 1
    assert hub.said(f"Port {port} is used by another program (")
    assert hub.said(f"pid {intruder.pid}")
    assert hub.said("HUB_API_PORT=")
    assert not hub.said("is starting")
    assert not hub.said("Traceback")
