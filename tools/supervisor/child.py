"""One process of a service: its output goes to the log, its end wakes the service."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from tools.supervisor.logs import Pump, RotatingLog
from tools.supervisor.model import ServiceSpec
from tools.supervisor.processes.register import Register

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

LAST_OUTPUT_S = 1.0


class Child:
    """Started by its making. Raises OSError when it cannot be."""

    def __init__(
        self,
        spec: ServiceSpec,
        folder: Path,
        log: RotatingLog,
        wake: threading.Event,
        register: Register,
    ) -> None:
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        environment |= register.environment()
        shared = spec.listener.opened() if spec.listener else None
        self._born = time.monotonic()
        self._process = system.start(list(spec.command), folder, environment, shared)
        self._name, self._register = spec.name, register
        register.add(spec.name, self._process.pid)
        self._pump = self._follow(log)
        self._wake = wake
        # Nobody polls for the end.
        self._reaper = threading.Thread(target=self._reap, name=f"{spec.name} reaper", daemon=True)
        self._reaper.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.returncode

    def age_s(self) -> float:
        return time.monotonic() - self._born

    def end(self, grace_s: float) -> None:
        """The child and its group are gone after this; first politely when there is time."""
        if grace_s and self.code is None:
            system.ask_to_stop(self._process)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace_s)
        system.kill(self._process)
        self._process.wait()
        self._register.remove(self._name, self.pid)
        # Or it would wake the service later, in the middle of something else.
        self._reaper.join()
        self._pump.finish(LAST_OUTPUT_S)

    def last_words(self) -> str:
        return self._pump.last_words()

    def _follow(self, log: RotatingLog) -> Pump:
        if self._process.stdout is None:
            raise RuntimeError("the child was started without a pipe")
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        pump = Pump(self._process.stdout, log, f"--- pid {self.pid} started {moment}\n")
        pump.start()
        return pump

    def _reap(self) -> None:
        self._process.wait()
        self._wake.set()
