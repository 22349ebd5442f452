"""tests.process.fake_hub as a process of its own, and its control client."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from shared.settings import Settings
from tests.process.fake_hub import SETTINGS
from tests.process.ports import free_ports, is_free
from tests.waiting import is_alive, until
from tools.supervisor.control.client import ControlClient, find
from tools.supervisor.core_settings import ROOT
from tools.supervisor.settings_child import core_part


def fake_environment(folder: Path, port: int) -> dict[str, str]:
    """For tests.process.fake_hub."""
    data, logs = folder / "data", folder / "logs"
    settings = Settings(_env_file=None, data_dir=data, log_dir=logs, api_port=port)
    return {**os.environ, "HUB_LANGUAGE": "en", SETTINGS: core_part(settings).to_json()}


class CoreProcess:
    """One API that answers at `port`, one watcher of `kind`."""

    def __init__(self, folder: Path, kind: str = "silent") -> None:
        self.folder = folder
        self.kind = kind
        (self.port,) = free_ports(1)
        self.output = folder / "core.out"
        self.start()

    def start(self) -> None:
        environment = fake_environment(self.folder, self.port)
        command = [sys.executable, "-m", "tests.process.fake_hub", str(self.port), self.kind]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        found = until(self.find, "the core has written its state")
        assert found is not None
        self.client: ControlClient = found
        until(self.is_well, "all services are healthy")

    def find(self) -> ControlClient | None:
        return find(self.folder / "data")

    def services(self) -> dict[str, dict[str, Any]]:
        return {one["name"]: one for one in self.client.status()["services"]}

    def is_well(self) -> bool:
        return all(one["state"] == "healthy" for one in self.services().values())

    def pids(self) -> dict[str, int]:
        return {name: int(one["pid"]) for name, one in self.services().items()}

    def guardian(self) -> int:
        """The one child that is no service."""
        core = psutil.Process(self.process.pid)

        def others() -> set[int]:
            living = {one.pid for one in core.children() if is_alive(one.pid)}
            return living - set(self.pids().values())

        (found,) = until(others, "there is a guardian")
        return found

    def family(self) -> list[int]:
        """Everything that the core has started, and what these have."""
        return [one.pid for one in psutil.Process(self.process.pid).children(recursive=True)]

    def recovered(self, names: list[str], blow: Callable[[], None]) -> dict[str, dict[str, Any]]:
        """The services as they are when `names` run anew after `blow`; prints how long it took."""
        before = self.services()
        began = time.monotonic()
        blow()

        def anew() -> bool:
            now = self.services()
            changed = all(now[n]["restarts"] > before[n]["restarts"] for n in names)
            return changed and all(one["state"] == "healthy" for one in now.values())

        until(anew, f"{names} run anew")
        print(f"{names} recovered after {time.monotonic() - began:.2f} s")
        return self.services()

    def ended(self, family: list[int]) -> None:
        """Waits until nothing is left; prints how long that took."""
        began = time.monotonic()
        until(lambda: not any(map(is_alive, family)), "nothing is left")
        until(lambda: is_free(self.port), "the port is free")
        print(f"all gone after {time.monotonic() - began:.2f} s")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=10)
