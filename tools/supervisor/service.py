"""One child process for as long as the hub runs: start, watch, end, start again."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tools.supervisor.logs import Pump, RotatingLog
from tools.supervisor.model import Event, ServiceSpec, State, Timing
from tools.supervisor.ports import problem

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system


class Service:
    """Runs in a thread of its own; `listener` is called from that thread."""

    def __init__(
        self,
        spec: ServiceSpec,
        folder: Path,
        log: RotatingLog,
        listener: Callable[[Event], None],
        timing: Timing,
    ) -> None:
        self._spec = spec
        self._folder = folder
        self._log = log
        self._listener = listener
        self._timing = timing
        self._backoff = timing.backoff()
        self._stopping = False
        # Set when the child has ended or the service is to stop: there is no polling for either.
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name=spec.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._stopping = True
        self._wake.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            started = time.monotonic()
            try:
                reason, values = self._live()
            except Exception as exc:  # noqa: BLE001 - the supervisor outlives whatever happens here
                reason, values = "why_error", {"error": f"{type(exc).__name__}: {exc}"}
            if self._stopping:
                break
            pause = self._backoff.after(time.monotonic() - started)
            self._tell(State.WAITING, reason, {**values, "seconds": pause})
            self._wake.wait(pause)
        self._log.close()
        self._tell(State.STOPPED)

    def _live(self) -> tuple[str, dict[str, object]]:
        """One run of the child. Why it ended: a message key and what fills it in."""
        own_port = self._spec.address if self._spec.listener is None else None
        blocked = problem(own_port) if own_port else None
        if blocked is not None:
            return blocked.key, blocked.values
        self._wake.clear()
        if self._stopping:
            return "", {}
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        shared = self._spec.listener.opened() if self._spec.listener else None
        process = system.start(list(self._spec.command), self._folder, environment, shared)
        self._tell(State.STARTING, values={"pid": process.pid})
        pump = self._follow(process)
        try:
            reason, values = self._watch(process)
        except BaseException:
            system.kill(process)
            raise
        self._end(process, self._timing.stop_grace_s if self._stopping else 0.0)
        pump.finish(timeout_s=1.0)
        return reason, {**values, "last": pump.last_words()}

    def _follow(self, process: subprocess.Popen[bytes]) -> Pump:
        """Its output goes to the log, its end wakes us."""
        if process.stdout is None:
            raise RuntimeError("the child was started without a pipe")
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        pump = Pump(process.stdout, self._log, f"--- pid {process.pid} started {moment}\n")
        pump.start()

        def reap() -> None:
            process.wait()
            self._wake.set()

        threading.Thread(target=reap, name=f"{self._spec.name} reaper", daemon=True).start()
        return pump

    def _watch(self, process: subprocess.Popen[bytes]) -> tuple[str, dict[str, object]]:
        started = time.monotonic()
        healthy, misses = False, 0
        while True:
            self._wake.wait(self._timing.probe_s if healthy else self._timing.start_probe_s)
            if process.returncode is not None:
                lived = time.monotonic() - started
                return "why_exit", {"code": process.returncode, "lived": lived}
            if self._stopping:
                return "", {}
            well = self._spec.probe(process.pid)
            misses = 0 if well else misses + 1
            if well and not healthy:
                healthy = True
                self._tell(State.HEALTHY, values={"seconds": time.monotonic() - started})
            elif healthy and misses >= self._timing.misses:
                return "why_hung", {"misses": misses}
            elif not healthy and time.monotonic() - started > self._timing.start_limit_s:
                return "why_slow", {"limit": self._timing.start_limit_s}

    def _end(self, process: subprocess.Popen[bytes], grace_s: float) -> None:
        """The child and its group are gone after this; first politely when there is time."""
        if grace_s and process.returncode is None:
            system.ask_to_stop(process)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(grace_s)
        system.kill(process)
        process.wait()

    def _tell(
        self, state: State, reason: str = "", values: dict[str, object] | None = None
    ) -> None:
        self._listener(Event(self._spec.name, state, reason, values or {}))
