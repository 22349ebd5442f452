"""manager.py's commands on a real core that runs the watcher, the API and the dashboard."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.ports import free_ports, is_free
from tests.waiting import is_alive, until
from tools.setup.console import ROOT
from tools.supervisor.control.client import find

pytestmark = pytest.mark.process
STARTS = 10
# `manager.py start` after `.venv` has been made ready: the checks have theirs from elsewhere.
START = """
import sys
from pathlib import Path
from tools.launcher import commands
sys.exit(commands.start(Path(sys.executable), ["--no-browser"]))
"""


class Plant:
    """A data folder without an ERP's file, and what is typed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = free_ports(2)
        self.dashboard = f"http://127.0.0.1:{self.ports[1]}"
        self.environment = {
            **os.environ,
            "HUB_DATA_DIR": str(folder / "data"),
            "HUB_LOG_DIR": str(folder / "logs"),
            "HUB_LIVE_DB": str(folder / "erp" / "live.db"),
            "HUB_ARCHIVE_DBS": str(folder / "erp" / "archive_*.db"),
            "HUB_API_PORT": str(self.ports[0]),
            "HUB_DASHBOARD_PORT": str(self.ports[1]),
            "HUB_LANGUAGE": "en",
            "CI": "1",
        }

    def typed(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manager.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=90,
        )

    def starts(self, count: int) -> list[tuple[int, str]]:
        """Exit code and words of starts at the same moment."""
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", START],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(count)
        ]
        return [
            (one.returncode, said) for one in processes if (said := one.communicate(timeout=90)[0])
        ]


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    made = Plant(tmp_path_factory.mktemp("launcher"))
    yield made
    left = find(made.folder / "data")
    if left is not None:
        left.stop()
        until(lambda: not is_alive(left.state.pid), "the core has ended")


def test_ten_starts_at_once_make_one_core(plant: Plant) -> None:
    nothing = plant.typed("status")
    assert (nothing.returncode, nothing.stderr) == (
        3, "[hub] The hub does not run. To start it: python3 manager.py start\n",
    )  # fmt: skip
    found = plant.starts(STARTS)
    assert [code for code, _ in found] == [0] * STARTS
    assert sum("The hub runs in the background" in said for _, said in found) == 1
    assert sum("running already" in said for _, said in found) == STARTS - 1
    assert all(plant.dashboard in said and "Traceback" not in said for _, said in found)

    def services() -> dict[str, str]:
        body = json.loads(plant.typed("status", "--json").stdout)
        return {one["name"]: one["state"] for one in body["services"]}

    well = {"watcher": "healthy", "api": "healthy", "dashboard": "healthy"}
    until(lambda: services() == well, "all services are well", timeout_s=60)
    problem = "live: The ERP's file is missing"
    until(lambda: problem in plant.typed("status").stdout, "the watcher has told", timeout_s=60)
    table = plant.typed("status")
    assert table.returncode == 1
    assert "api        healthy" in table.stdout


def test_commands_work_the_core(plant: Plant) -> None:
    """The one that the test before has started."""
    first = find(plant.folder / "data")
    assert first is not None
    pid = {one["name"]: one["pid"] for one in first.status()["services"]}["api"]
    assert plant.typed("restart", "api").returncode == 0
    until(lambda: not is_alive(pid), "the API starts anew")
    wrong = plant.typed("restart", "apy")
    assert (wrong.returncode, wrong.stderr) == (
        1, "[hub] There is no service 'apy'. There are: watcher, api, dashboard\n",
    )  # fmt: skip
    said = plant.typed("logs", "core")
    assert (said.returncode, "Watcher is starting" in said.stdout) == (0, True)
    assert plant.typed("logs", "none").stderr.startswith("[hub] There is no log none in ")
    opened = plant.typed("open")
    assert opened.stdout == f"[hub] Opening the dashboard: {plant.dashboard}\n"

    ended = plant.typed("stop")
    assert (ended.returncode, ended.stdout) == (0, "[hub] Stopping …\n[hub] Stopped.\n")
    assert all(is_free(port) for port in plant.ports)
    assert plant.typed("stop").returncode == 0
