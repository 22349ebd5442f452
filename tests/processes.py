"""The hub's real processes for tests: started on free ports, ended by their own handles."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import requests

from tests.process.ports import free_ports
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[1]
STOP_S = 15


class Service:
    """One `python -m module` that answers HTTP at `url` when it is up; its output is in `log`."""

    def __init__(self, module: str, url: str, environment: Mapping[str, str], folder: Path) -> None:
        self.module, self.url = module, url
        self.environment, self.folder = environment, folder
        self.log = folder / f"{module}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                env=self.environment,
                cwd=self.folder,
                stdout=out,
                stderr=out,
            )
        until(self._answers, f"{self.module} answers", timeout_s=60)

    def kill(self) -> None:
        """At once, as a crash would; nothing if it has ended already."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(STOP_S)

    def terminate(self) -> int:
        """As the supervisor stops it; the exit status."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(STOP_S)

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8", errors="replace")
        try:
            return requests.get(self.url, timeout=1).ok
        except requests.RequestException:
            return False


class RealHub:
    """Watcher, API and dashboard over the ERP files in `folder/database`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        api_port, dashboard_port = free_ports(2)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
        self.environment = {
            **kept,
            "PYTHONPATH": str(ROOT),
            "HUB_SETTLE_S": "0",
            "HUB_API_PORT": str(api_port),
            "HUB_DASHBOARD_PORT": str(dashboard_port),
        }
        self.page = f"http://127.0.0.1:{dashboard_port}/"
        self.api = Service("api", f"http://127.0.0.1:{api_port}/healthz", self.environment, folder)
        self.dashboard = Service(
            "dashboard", self.page + "_stcore/health", self.environment, folder
        )

    def publish(self) -> None:
        """One run of the real watcher."""
        subprocess.run(
            [sys.executable, "-m", "tools.watcher", "--once"],
            env=self.environment,
            cwd=self.folder,
            check=True,
            capture_output=True,
            timeout=60,
        )

    def start(self) -> None:
        self.publish()
        self.api.start()
        self.dashboard.start()

    def stop(self) -> None:
        self.dashboard.kill()
        self.api.kill()
