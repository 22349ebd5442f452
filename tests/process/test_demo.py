"""`manager.py --demo` from start to stop, with the real services."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.process.ports import free_ports, is_free
from tests.waiting import is_alive, until
from tools.setup.commands import RUN_LOCKS
from tools.setup.console import ROOT
from tools.setup.environment import Environment
from tools.supervisor.control.client import ControlClient, find

pytestmark = pytest.mark.process


class Demo:
    """The manager's process and what it prints."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.api_port, self.dashboard_port = free_ports(2)
        self._output = folder / "manager.out"
        with self._output.open("ab") as output:
            self.process = subprocess.Popen(
                _command(), cwd=ROOT, env=self._environment(), stdout=output, stderr=output
            )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "HUB_LIVE_DB": str(self.folder / "erp" / "production_analysis.db"),
            "HUB_ARCHIVE_DBS": str(self.folder / "erp" / "archive_*.db"),
            "HUB_DATA_DIR": str(self.folder / "data"),
            "HUB_LOG_DIR": str(self.folder / "logs"),
            "HUB_API_PORT": str(self.api_port),
            "HUB_DASHBOARD_PORT": str(self.dashboard_port),
            "HUB_HOST": "127.0.0.1",
            "HUB_LANGUAGE": "en",
            "HUB_SETTLE_S": "0.2",
        }

    def output(self) -> str:
        return self._output.read_text(encoding="utf-8")

    def children(self) -> dict[str, int]:
        """pid by module: `api`, `dashboard`, `tools.watcher`."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        lines = {child.pid: child.cmdline() for child in found}
        return {line[line.index("-m") + 1]: pid for pid, line in lines.items() if "-m" in line}

    def core(self) -> ControlClient:
        found = find(self.folder / "data")
        assert found is not None
        assert found.state.pid == self.process.pid
        return found

    def get(self, path: str) -> Any:
        """The JSON body; None while the API does not answer 200."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self.api_port}{path}", timeout=10) as response:
                return json.load(response)
        except OSError:
            return None


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    yield demo
    if demo.process.poll() is None:
        demo.process.kill()
        demo.process.wait()


def test_demo_runs_recovers_and_leaves_nothing(demo: Demo) -> None:
    until(lambda: "Press Ctrl+C" in demo.output(), "three healthy services", timeout_s=120)
    said = demo.output()
    assert f"http://127.0.0.1:{demo.dashboard_port}" in said
    assert f"http://127.0.0.1:{demo.api_port}/docs" in said
    assert len(re.findall(r"is healthy", said)) == 3

    totals = until(
        lambda: demo.get("/summary/totals?group_by=none"), "data is served", timeout_s=60
    )
    assert 0 < totals["total"]["batch_count"] <= _rows(demo.folder / "erp")

    core = demo.core()
    assert [one["state"] for one in core.status()["services"]] == ["healthy"] * 3
    data = core.status()["data"]
    assert (data["rows"], data["problem"]) == (totals["total"]["batch_count"], None)
    # Everything that the core keeps in memory while all services run.
    assert psutil.Process(demo.process.pid).memory_info().rss < 40_000_000

    services = demo.children()
    assert set(services) == {"api", "dashboard", "tools.watcher"}
    os.kill(services["api"], signal.SIGKILL)
    until(lambda: demo.get("/livez"), "the API is back", timeout_s=60)
    services |= demo.children()

    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(timeout=15) == 0
    assert not [name for name, pid in services.items() if is_alive(pid)]
    assert is_free(demo.api_port)
    assert is_free(demo.dashboard_port)
    assert "Traceback" not in demo.output()


def _command() -> list[str]:
    """As a user starts it; without a `.venv` of the manager's making, the same from our own."""
    options = ["--demo", "--no-browser"]
    if Environment(ROOT, RUN_LOCKS).is_ready():
        return [_system_python(), "manager.py", *options]
    return [sys.executable, "-m", "tools.supervisor", *options]


def _system_python() -> str:
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}"
    return str(base) if base.exists() else (shutil.which("python3") or sys.executable)


def _rows(folder: Path) -> int:
    """All rows of the source files, the hidden and the unreadable ones included."""
    count = 0
    for path in folder.glob("*.db"):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            count += database.execute("SELECT count(*) FROM production_records").fetchone()[0]
    return count
