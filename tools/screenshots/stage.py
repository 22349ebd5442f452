"""The hub's processes on sample data of their own, on free ports."""

import os
import subprocess
import sys
import time
from pathlib import Path

import requests

from tools.chaos.processes import free_ports

ROOT = Path(__file__).resolve().parents[2]
READY_S, STOP_S, LOOK_EVERY_S = 60.0, 15.0, 0.1
SAMPLE_ROWS = 200_000
LAST_WORDS = 1_000


class NotStarted(Exception):
    """A process ended or did not answer; the message holds the end of its output."""


class Stage:
    """Sample files, one publish, API and dashboard; use as a context manager."""

    def __init__(self, folder: Path, language: str = "ko") -> None:
        self.folder = folder
        api, dashboard = free_ports(2)
        self.api_url, self.url = f"http://127.0.0.1:{api}", f"http://127.0.0.1:{dashboard}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
        self._environment = {
            **kept,
            "PYTHONPATH": str(ROOT),
            "HUB_SETTLE_S": "0",
            "HUB_LANGUAGE": language,
            "HUB_API_PORT": str(api),
            "HUB_DASHBOARD_PORT": str(dashboard),
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Stage":
        try:
            out = str(self.folder / "database")
            self._run("tools.sample_data", "--out", out, "--rows", str(SAMPLE_ROWS))
            self._run("tools.watcher", "--once")
            # Without one that runs, the light would turn to amber before the last picture.
            self.start("tools.watcher")
            self.start("api", f"{self.api_url}/readyz")
            self.start("dashboard", f"{self.url}/_stcore/health")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for name in tuple(self._running):
            self.end(name)

    def end(self, name: str) -> None:
        process = self._running.pop(name)
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def start(self, module: str, probe: str = "") -> None:
        with self._log(module).open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", module],
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        self._running[module] = process
        deadline = time.monotonic() + READY_S
        while probe and not _answers(probe):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotStarted(f"{module}: {self._last_words(module)}")
            time.sleep(LOOK_EVERY_S)

    def _run(self, module: str, *arguments: str) -> None:
        command = [sys.executable, "-m", module, *arguments]
        with self._log(module).open("ab") as out:
            code = subprocess.run(
                command,
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                check=False,
            ).returncode
        if code:
            raise NotStarted(f"{module}: {self._last_words(module)}")

    def _log(self, module: str) -> Path:
        return self.folder / f"{module}.log"

    def _last_words(self, module: str) -> str:
        return self._log(module).read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:]


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False
