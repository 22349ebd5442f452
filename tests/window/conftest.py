"""A screen, and a copy of the hub whose `.env`, data and logs a test may change."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import erp_rows, make_source
from tests.process.ports import free_ports
from tests.waiting import until
from tests.window.screen import Program, Screen
from tools.supervisor.control.client import ControlFailed, find
from tools.supervisor.control.state_file import CoreState
from tools.supervisor.core_settings import ROOT

# What the core, its watcher and the window are made of.
PARTS = ("shared", "tools")
WINDOW = "production-data-hub"
RUNNING = "Running well - Production Data Hub"


class Place:
    """The copy, the window on it, and the core that the window has started."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        self.folder = folder
        self.window = Program(screen, WINDOW)
        self.dotenv = folder / ".env"
        self._screen = screen
        self.processes: list[subprocess.Popen[bytes]] = []
        for part in PARTS:
            shutil.copytree(
                ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        api, dashboard = free_ports(2)
        lines = [
            "# kept",
            "HUB_LANGUAGE=en",
            f"HUB_API_PORT={api}",
            f"HUB_DASHBOARD_PORT={dashboard}",
        ]
        self.dotenv.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def make_erp_file(self, path: Path) -> Path:
        return make_source(path, erp_rows(2026, 50, 1))

    def open(self) -> subprocess.Popen[bytes]:
        """The window, with a core of the real watcher only."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.window", "--only", "watcher"],
            cwd=self.folder,
            env={**kept, **self._screen.variables, "HUB_SETTLE_S": "0", "PYTHONPATH": ""},
            stdin=subprocess.DEVNULL,
        )
        self.processes.append(process)
        until(self.window.is_there, "the window")
        return process

    def core(self) -> CoreState | None:
        """None: no core runs."""
        client = find(self.folder / "data")
        return client.state if client else None

    def watcher(self, key: str) -> object:
        """What the core says of it; None when there is no core that could."""
        client = find(self.folder / "data")
        try:
            return client.status()["services"][0][key] if client else None
        except ControlFailed:
            return None

    def setting(self, name: str) -> str:
        """As it is written in `.env`; "" when it is not."""
        lines = self.dotenv.read_text(encoding="utf-8").splitlines()
        found = [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]
        return found[-1] if found else ""

    def clear(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        client = find(self.folder / "data")
        if client is not None:
            client.stop()
            until(lambda: not client.state.lives(), "the core has ended")


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    one = Screen(tmp_path_factory.mktemp("screen"))
    yield one
    one.close()


@pytest.fixture
def place(tmp_path: Path, screen: Screen) -> Iterator[Place]:
    one = Place(tmp_path / "hub", screen)
    yield one
    one.clear()


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory: pytest.TempPathFactory, screen: Screen) -> Iterator[Place]:
    one = Place(tmp_path_factory.mktemp("shared") / "hub", screen)
    one.make_erp_file(one.folder / "database" / "production_analysis.db")
    yield one
    one.clear()


@pytest.fixture
def running(shared_place: Place) -> Place:
    """A window on a hub that runs; the window has started it, as it does for an operator."""
    if not shared_place.window.is_there():
        shared_place.open()
    until(lambda: shared_place.window.title() == RUNNING, "the hub runs", timeout_s=60)
    return shared_place
