"""The real core, started so that it outlives who asked."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.waiting import is_alive, until
from tools.supervisor import detached
from tools.supervisor.control.client import ControlClient, ControlFailed, find

pytestmark = pytest.mark.process


class Plant:
    """An empty data folder; only the watcher runs, which then has no file to read."""

    def __init__(self, folder: Path) -> None:
        self.data, self.logs = folder / "data", folder / "logs"
        self.environment = {
            **os.environ,
            "HUB_DATA_DIR": str(self.data),
            "HUB_LOG_DIR": str(self.logs),
            "HUB_LIVE_DB": str(folder / "erp" / "live.db"),
            "HUB_ARCHIVE_DBS": str(folder / "erp" / "archive_*.db"),
            "HUB_LANGUAGE": "ko",
        }

    def start(self, **variables: str) -> ControlClient:
        return detached.start(
            Path(sys.executable),
            ["--no-browser", "--only", "watcher"],
            data_dir=self.data,
            log_dir=self.logs,
            environment={**self.environment, **variables},
        )


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = Plant(tmp_path)
    yield made
    left = find(made.data)
    if left is not None:
        left.stop()
        until(lambda: not is_alive(left.state.pid), "the core has ended")


def test_the_core_runs_by_itself(plant: Plant) -> None:
    client = plant.start()
    core = psutil.Process(client.state.pid)
    assert os.getsid(core.pid) == core.pid
    data = until(lambda: client.status()["data"], "the ERP's files are missed")
    assert data is not None
    problem = data["problem"]
    assert problem["en"].startswith("live: ")
    assert problem["ko"] != problem["en"]
    lines = client.logs("core")["lines"]
    assert lines[0].endswith("Z [hub] 감시기 시작 중…")
    assert not any(client.state.token in line for line in lines)

    client.stop()
    until(lambda: not is_alive(core.pid), "the core has ended")
    assert find(plant.data) is None
    assert (plant.logs / "core.log").read_text("utf-8").endswith("Z [hub] 종료했습니다.\n")


def test_why_the_core_did_not_start(plant: Plant) -> None:
    with pytest.raises(ControlFailed) as caught:
        plant.start(HUB_API_PORT="none")
    assert caught.value.key == "start_failed"
    assert "HUB_API_PORT='none'" in caught.value.en
    # Not the log's own time and mark before it.
    assert caught.value.ko.startswith("허브가 시작되지 않았습니다: 설정 값이 올바르지 않습니다: ")
