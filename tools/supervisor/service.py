"""One service for as long as the hub runs: start, watch, end, start again."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from tools.supervisor.child import Child
from tools.supervisor.logs import RotatingLog
from tools.supervisor.model import Event, ServiceSpec, ServiceStatus, State, Timing
from tools.supervisor.ports import problem
from tools.supervisor.processes.register import Register

Reason = tuple[str, dict[str, object]]


class Service:
    """Runs in a thread of its own; `listener` is called from that thread.

    `start`, `stop`, `restart` only say what is wanted, from any thread; the service's own does it.
    """

    def __init__(
        self,
        spec: ServiceSpec,
        folder: Path,
        log: RotatingLog,
        listener: Callable[[Event], None],
        timing: Timing,
        register: Register,
    ) -> None:
        self.spec = spec
        self._folder = folder
        self._log = log
        self._listener = listener
        self._timing = timing
        self._register = register
        self._backoff = timing.backoff()
        self._closing = False
        self._wanted = True
        # A start without a pause is wanted, whatever runs or waits now.
        self._anew = False
        # Set when the child has ended or something else is wanted: nobody polls for either.
        self._wake = threading.Event()
        self._status = ServiceStatus(spec.name, State.STARTING, time.monotonic())
        self._thread = threading.Thread(target=self._run, name=spec.name, daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """For good; `join` waits for it."""
        self._closing = True
        self._wake.set()

    def join(self) -> None:
        self._thread.join()

    def start(self) -> None:
        """Nothing to one that runs; one that waits starts at once."""
        self._anew = self._anew or self._status.state in (State.WAITING, State.STOPPED)
        self._wanted = True
        self._wake.set()

    def stop(self) -> None:
        self._wanted = False
        self._wake.set()

    def restart(self) -> None:
        self._anew = True
        self._wanted = True
        self._wake.set()

    def status(self) -> ServiceStatus:
        return self._status

    def _run(self) -> None:
        while not self._closing:
            # Wishes are noted before they wake us, so that none is lost between these lines.
            self._wake.clear()
            self._anew = False
            if self._closing or not self._wanted:
                self._rest_unwanted()
                continue
            started = time.monotonic()
            try:
                ended = self._live()
            except Exception as exc:  # noqa: BLE001 - the supervisor outlives whatever happens here
                ended = "why_error", {"error": f"{type(exc).__name__}: {exc}"}
            if ended is not None:
                self._pause(ended, time.monotonic() - started)
        self._log.close()
        self._tell(State.STOPPED, "core_stopping")

    def _rest_unwanted(self) -> None:
        if self._status.state is not State.STOPPED:
            self._backoff = self._timing.backoff()
            self._tell(State.STOPPED, "stopped_by_user")
        while not (self._wanted or self._closing):
            self._wake.wait()
            self._wake.clear()

    def _pause(self, ended: Reason, lived_s: float) -> None:
        pause = self._backoff.after(lived_s)
        reason, values = ended
        self._tell(State.WAITING, reason, {**values, "seconds": pause})
        self._wake.clear()
        if self._is_asked() or (self._wake.wait(pause) and self._is_asked()):
            self._backoff = self._timing.backoff()

    def _is_asked(self) -> bool:
        return self._closing or not self._wanted or self._anew

    def _live(self) -> Reason | None:
        """One run of the child. Why it ended, as a message key and its values; None: we wanted."""
        own_port = self.spec.address if self.spec.listener is None else None
        blocked = problem(own_port) if own_port else None
        if blocked is not None:
            return blocked.key, blocked.values
        if self._is_asked():
            return None
        child = Child(self.spec, self._folder, self._log, self._wake, self._register)
        self._tell(State.STARTING, values={"pid": child.pid})
        try:
            ended = self._watch(child)
        except BaseException:
            child.end(0.0)
            raise
        child.end(self._timing.stop_grace_s if ended is None else 0.0)
        if ended is None:
            self._backoff = self._timing.backoff()
            return None
        reason, values = ended
        return reason, {**values, "last": child.last_words()}

    def _watch(self, child: Child) -> Reason | None:
        healthy, misses = False, 0
        while True:
            self._wake.wait(self._timing.probe_s if healthy else self._timing.start_probe_s)
            # First, so that what happens from here on wakes us again.
            self._wake.clear()
            if child.code is not None:
                return "why_exit", {"code": child.code, "lived": child.age_s()}
            if self._is_asked():
                return None
            well = self.spec.probe(child.pid)
            misses = 0 if well else misses + 1
            if well and not healthy:
                healthy = True
                self._tell(State.HEALTHY, values={"seconds": child.age_s()})
            elif healthy and misses >= self._timing.misses:
                return "why_hung", {"misses": misses}
            elif not healthy and child.age_s() > self._timing.start_limit_s:
                return "why_slow", {"limit": self._timing.start_limit_s}

    def _tell(
        self, state: State, reason: str = "", values: dict[str, object] | None = None
    ) -> None:
        event = Event(self.spec.name, state, reason, values or {})
        self._status = self._status.after(event, time.monotonic())
        self._listener(event)
