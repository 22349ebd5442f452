"""The supervisor's words: what a service is, its states, its clocks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tools.supervisor.backoff import Backoff
from tools.supervisor.listener import SharedListener
from tools.supervisor.ports import Address
from tools.supervisor.probes import Probe


@dataclass(frozen=True)
class ServiceSpec:
    """What to run and how to see that it is well; with a `listener` it binds no port."""

    name: str
    command: tuple[str, ...]
    probe: Probe
    address: Address | None = None
    listener: SharedListener | None = None


@dataclass(frozen=True)
class Timing:
    """Seconds; three misses of a once healthy service mean that it hangs."""

    probe_s: float = 2.0
    start_probe_s: float = 0.25
    misses: int = 3
    start_limit_s: float = 120.0
    stop_grace_s: float = 4.0
    backoff: Callable[[], Backoff] = Backoff


class State(StrEnum):
    STARTING = "starting"
    HEALTHY = "healthy"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Event:
    """A service changed its state. WAITING carries `reason` (a message key) and `values`."""

    service: str
    state: State
    reason: str = ""
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ServiceStatus:
    """How a service is; moments are of the monotonic clock.

    `restarts` counts what the supervisor did on its own account, not what a user asked for.
    """

    name: str
    state: State
    since: float
    pid: int | None = None
    restarts: int = 0
    next_start: float | None = None
    why: Event | None = None

    def after(self, event: Event, moment: float) -> "ServiceStatus":
        """A service that starts again keeps the reason until it is well."""
        waits = event.state is State.WAITING
        pid = event.values.get("pid") if event.state is State.STARTING else self.pid
        runs = event.state in (State.STARTING, State.HEALTHY)
        pause = event.values.get("seconds")
        waited = self.why if self.state is State.WAITING and runs else None
        return ServiceStatus(
            name=self.name,
            state=event.state,
            since=moment,
            pid=pid if runs and isinstance(pid, int) else None,
            restarts=self.restarts + waits,
            next_start=moment + float(str(pause)) if waits else None,
            why=event if event.reason else waited,
        )
