"""Starts what is measured, and says what CPU and memory its processes have used.

The hub runs as operators start it. Every other server gets as many processes as the hub has
workers, each on a port of its own; the load generator deals its connections out evenly.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from shared.settings import Settings
from tools.benchmark.data import ROOT, environment
from tools.benchmark.load import ask
from tools.benchmark.measure import cpu_s
from tools.benchmark.wire import request
from tools.chaos.processes import free_ports

READY_S = 120.0
STOP_S = 15.0
LOOK_EVERY_S = 0.05
LAST_WORDS = 1_000
PORT = "{port}"
# In the command line of a process that writes one.
EXPORTS = "api.export.child"


class NotStarted(Exception):
    """A server ended or did not get ready; the message holds the end of its output."""


class Server:
    """Some equal processes; use as a context manager."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        processes: int,
        folder: Path,
        probe: str,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """`{port}` in the command or in a variable's value is each process's own port."""
        self.name = name
        self.ports = free_ports(processes)
        self.log = folder / f"{name}.log"
        self._probe = probe
        self._processes: list[subprocess.Popen[bytes]] = []
        with self.log.open("ab") as out:
            for port in self.ports:
                number = str(port)
                variables = dict(os.environ) if env is None else env
                process = subprocess.Popen(
                    [part.replace(PORT, number) for part in command],
                    cwd=ROOT,
                    env={name: value.replace(PORT, number) for name, value in variables.items()},
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                )
                self._processes.append(process)

    def __enter__(self) -> "Server":
        try:
            self._wait_ready()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def cpu_s(self) -> float:
        """User and system seconds of all processes so far."""
        return sum(cpu_s(process) for process in self._all())

    def rss(self) -> int:
        """Resident bytes of all processes, those of exports apart."""
        return sum(self._sizes(of_exports=False))

    def export_rss(self) -> int:
        """Of the processes that write exports, as long as they run."""
        return sum(self._sizes(of_exports=True))

    def _sizes(self, *, of_exports: bool) -> Iterator[int]:
        for process in self._all():
            # One that writes an export ends while we look.
            with suppress(psutil.NoSuchProcess):
                if (EXPORTS in process.cmdline()) == of_exports:
                    yield int(process.memory_info().rss)

    def _all(self) -> list[psutil.Process]:
        roots = [psutil.Process(process.pid) for process in self._processes]
        return [one for root in roots for one in (root, *root.children(recursive=True))]

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + READY_S
        for port, process in zip(self.ports, self._processes, strict=True):
            while not self._answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    said = self.log.read_text(encoding="utf-8", errors="replace")
                    raise NotStarted(f"{self.name} does not answer; it said: {said[-LAST_WORDS:]}")
                time.sleep(LOOK_EVERY_S)

    def _answers(self, port: int) -> bool:
        try:
            return ask(port, request(self._probe, {})).status == 200
        except OSError:
            return False


def hub(name: str, settings: Settings, workers: int, folder: Path) -> Server:
    """The hub's API as operators start it: supervised workers behind one port."""
    env = environment(
        settings,
        {
            "HUB_API_PORT": PORT,
            "HUB_HOST": "127.0.0.1",
            "HUB_API_WORKERS": str(workers),
            "HUB_LOG_DIR": str(folder / "logs"),
        },
    )
    command = [sys.executable, "-m", "tools.supervisor", "--no-browser", "--only", "api"]
    return Server(name, command, 1, folder, "/readyz", env)


def served(name: str, app: str, source: Path, workers: int, folder: Path) -> Server:
    """One of our own apps under uvicorn, with the settings that the hub uses."""
    command = [sys.executable, "-m", "tools.benchmark.serve", app, str(source), PORT]
    return Server(name, command, workers, folder, "/ready")
