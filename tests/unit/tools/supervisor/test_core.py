"""The running hub as the control API sees it."""

import os
import queue
import time
from pathlib import Path

import pytest

from shared.settings import Settings
from tools.supervisor.code_version import CodeWatch
from tools.supervisor.control.wire import Refused
from tools.supervisor.core import Core, Wish, urls
from tools.supervisor.model import Event, ServiceStatus, State
from tools.supervisor.settings_child import core_part
from tools.supervisor.supervisor import Supervisor


@pytest.fixture
def core(tmp_path: Path) -> Core:
    settings = core_part(Settings(_env_file=None, data_dir=tmp_path, log_dir=tmp_path))
    supervisor = Supervisor([], tmp_path, tmp_path, lambda _event: None)
    (tmp_path / "requirements.txt").write_text("a==1")
    return Core(settings, supervisor, CodeWatch(tmp_path), queue.SimpleQueue(), demo=True)


def test_a_hub_without_data(core: Core) -> None:
    status = core.status()
    assert (status["data"], status["services"]) == (None, [])
    assert (status["core"]["pid"], status["core"]["demo"]) == (os.getpid(), True)
    assert status["urls"] == {"dashboard": None, "api": None, "lan": []}


def test_addresses_for_the_network() -> None:
    settings = core_part(Settings(_env_file=None, host="192.0.2.7", dashboard_port=81))
    assert urls(settings, ["api-1", "dashboard"]) == {
        "dashboard": "http://192.0.2.7:81",
        "api": "http://192.0.2.7:8000",
        "lan": ["http://192.0.2.7:81"],
    }


def test_settings_that_are_wrong_stop_no_running_hub(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_API_PORT", "none")
    with pytest.raises(Refused) as caught:
        core.restart()
    error = caught.value.answer.body["error"]
    assert (caught.value.answer.status, error["key"]) == (409, "settings_refused")
    assert "HUB_API_PORT='none'" in error["en"]
    assert "HUB_API_PORT='none'" in error["ko"]
    assert core.wishes.empty()
    monkeypatch.delenv("HUB_API_PORT")
    core.restart()
    assert core.wishes.get_nowait() is Wish.RESTART


def test_other_packages_want_the_launcher(core: Core, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("a==10")
    with pytest.raises(Refused) as caught:
        core.restart()
    assert caught.value.answer.body["error"]["key"] == "packages_changed"
    assert core.wishes.empty()


def test_a_service_keeps_its_reason_until_it_is_well() -> None:
    status = ServiceStatus("api", State.HEALTHY, time.monotonic(), pid=7)
    exited = Event("api", State.WAITING, "why_exit", {"code": 1, "lived": 2.0, "seconds": 3.0})
    status = status.after(exited, 10.0)
    assert (status.pid, status.restarts, status.next_start, status.why) == (None, 1, 13.0, exited)
    status = status.after(Event("api", State.STARTING, values={"pid": 8}), 13.0)
    assert (status.pid, status.restarts, status.next_start, status.why) == (8, 1, None, exited)
    status = status.after(Event("api", State.HEALTHY, values={"seconds": 1.0}), 14.0)
    assert (status.pid, status.restarts, status.since, status.why) == (8, 1, 14.0, None)
