"""The core under attack, with real processes: what comes back, and that nothing is left."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.core_process import CoreProcess
from tests.process.ports import is_free
from tests.waiting import is_alive, until
from tools.supervisor.control.client import ControlFailed

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CoreProcess]:
    process = CoreProcess(tmp_path_factory.mktemp("core"))
    yield process
    process.close()


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[CoreProcess]:
    """Its watcher ignores SIGTERM and has a child."""
    process = CoreProcess(tmp_path, "deaf")
    said = process.client
    until(lambda: "silent is here" in said.logs("watcher")["lines"], "the watcher has a child")
    yield process
    process.close()


@pytest.mark.parametrize("names", [["api"], ["watcher"], ["api", "watcher"]], ids=str)
def test_killed_services_come_back(names: list[str], core: CoreProcess) -> None:
    before = core.services()

    def blow() -> None:
        for name in names:
            os.kill(before[name]["pid"], signal.SIGKILL)

    after = core.recovered(names, blow)
    for name, one in after.items():
        assert one["restarts"] - before[name]["restarts"] == (name in names)
        assert (one["pid"] != before[name]["pid"]) == (name in names)
        assert one["reason"] is None


def test_a_stopped_api_is_found_hung(core: CoreProcess) -> None:
    pid = core.pids()["api"]
    os.kill(pid, signal.SIGSTOP)
    reason = until(lambda: core.services()["api"]["reason"], "there is a reason")
    assert reason["key"] == "why_hung"
    assert reason["en"] == "did not answer 3 health checks in a row."
    assert "3번" in reason["ko"]
    until(core.is_well, "the API is well again")
    assert not is_alive(pid)


def test_a_killed_guardian_is_replaced_and_knows_everybody(deaf: CoreProcess) -> None:
    first = deaf.guardian()
    os.kill(first, signal.SIGKILL)
    until(lambda: not is_alive(first), "the guardian is gone")
    second = deaf.guardian()
    family = deaf.family()
    assert second in family
    assert len(family) == 4
    deaf.process.kill()
    deaf.process.wait()
    deaf.ended(family)


def test_a_killed_core_leaves_nothing(deaf: CoreProcess) -> None:
    family = deaf.family()
    assert len(family) == 4
    deaf.process.kill()
    deaf.process.wait()
    deaf.ended(family)
    assert deaf.find() is None


def test_core_and_guardian_killed_at_once(deaf: CoreProcess) -> None:
    """Linux ends the services; what these had started is swept by the next core."""
    services, guardian = list(deaf.pids().values()), deaf.guardian()
    (grandchild,) = set(deaf.family()) - {*services, guardian}
    os.kill(guardian, signal.SIGSTOP)
    os.kill(deaf.process.pid, signal.SIGKILL)
    os.kill(guardian, signal.SIGKILL)
    deaf.process.wait()
    deaf.ended([*services, guardian])
    assert is_alive(grandchild)
    deaf.start()
    assert not is_alive(grandchild)
    assert "Ended what an earlier run had left (processes: 1)." in deaf.output.read_text()


def test_a_service_is_stopped_started_and_restarted(core: CoreProcess) -> None:
    first = core.pids()["api"]
    core.client.stop_service("api")
    stopped = until(lambda: core.services()["api"]["state"] == "stopped", "the API is stopped")
    assert stopped
    assert core.services()["api"]["reason"]["key"] == "stopped_by_user"
    assert core.services()["api"]["pid"] is None
    assert is_free(core.port)
    assert core.services()["watcher"]["state"] == "healthy"
    core.client.start("api")
    until(core.is_well, "the API runs")
    second = core.pids()["api"]
    restarts = core.services()["api"]["restarts"]
    core.client.start("api")
    core.client.restart("api")
    until(lambda: core.is_well() and core.pids()["api"] != second, "another API runs")
    assert core.services()["api"]["restarts"] == restarts
    assert not is_alive(first)


def test_the_log_is_told_from_a_cursor_on(core: CoreProcess) -> None:
    until(lambda: "web is here" in core.client.logs("api")["lines"], "the API has said something")
    cursor = core.client.logs("api")["next"]
    assert core.client.logs("api", after=cursor) == {"lines": [], "next": cursor}
    before = core.pids()["api"]
    core.client.restart("api")
    until(lambda: core.is_well() and core.pids()["api"] != before, "another API runs")
    lines = until(lambda: core.client.logs("api", after=cursor)["lines"], "there is more")
    assert lines[0].startswith(f"--- pid {core.pids()['api']} started ")
    with pytest.raises(ControlFailed, match="There is no service 'passwd'") as caught:
        core.client.logs("passwd")
    assert caught.value.key == "service_unknown"


def test_the_whole_hub_starts_anew_in_its_place(core: CoreProcess) -> None:
    before, token = core.pids(), core.client.state.token
    core.client.restart()
    until(lambda: (state := core.find()) and state.state.token != token, "there is a new core")
    until(core.is_well, "all services are healthy")
    assert core.client.status()["core"]["pid"] == core.process.pid
    assert set(core.pids().values()).isdisjoint(before.values())
    assert not any(map(is_alive, before.values()))


def test_stop_leaves_nothing(deaf: CoreProcess) -> None:
    family = deaf.family()
    state = deaf.folder / "data" / "core" / "state.json"
    assert state.stat().st_mode & 0o777 == 0o600
    deaf.client.stop()
    deaf.ended(family)
    assert deaf.process.wait(timeout=10) == 0
    assert not state.exists()
    assert list((deaf.folder / "data" / "core" / "children").iterdir()) == []
    with pytest.raises(ControlFailed) as caught:
        deaf.client.status()
    assert caught.value.key == "core_gone"
