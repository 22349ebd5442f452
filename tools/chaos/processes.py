"""The hub's real processes over one folder: the watcher and API workers, and what they use."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import orjson
import psutil

ROOT = Path(__file__).resolve().parents[2]
STOP_S = 15.0
READY_S = 60.0
LOOK_EVERY_S = 0.05


class Usage(NamedTuple):
    """Resident memory in bytes; open files and sockets (Windows: handles)."""

    rss: int
    handles: int


class Child:
    """One `python -m module`; its output is added to `log`."""

    def __init__(
        self, module: str, environment: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        self.module = module
        self.log = log
        self._environment = environment
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    def kill(self) -> None:
        """At once, with no chance to tidy up (SIGKILL, TerminateProcess)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_S)

    def has_ended(self) -> bool:
        return self._running().poll() is not None

    def usage(self) -> Usage:
        process = psutil.Process(self.pid)
        # psutil has the one on Windows, the other everywhere else.
        count = getattr(process, "num_handles", None) or process.num_fds
        return Usage(process.memory_info().rss, count())

    def log_lines(self, levels: Collection[str]) -> list[str]:
        """Its log lines of these levels, and lines that are no log lines (a crash)."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if _level(line) in {"", *levels}]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"{self.module} was not started")
        return self._process


class NotReady(Exception):
    """A process ended or did not get ready; the message says where its log is."""


def wait_ready(child: Child, port: int) -> None:
    """Until the API on `port` serves a version. Raises NotReady."""
    deadline = time.monotonic() + READY_S
    while not _is_ready(port):
        if child.has_ended() or time.monotonic() > deadline:
            raise NotReady(f"{child.module} serves nothing; see {child.log}")
        time.sleep(LOOK_EVERY_S)


def environment(live: Path, data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Of our own, without the HUB_ variables of whoever runs this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "HUB_LIVE_DB": str(live),
        "HUB_ARCHIVE_DBS": str(live.with_name("archive_*.db")),
        "HUB_DATA_DIR": str(data),
        **settings,
    }


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses at the moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _is_ready(port: int) -> bool:
    request = f"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(request.encode())
            return connection.recv(12) == b"HTTP/1.1 200"
    except OSError:
        return False


def _level(line: str) -> str:
    """`""` for what is not of the log."""
    try:
        return str(orjson.loads(line)["level"])
    except (ValueError, KeyError, TypeError):
        return ""
