"""The services together: start all, stop all at once, know who is healthy."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tools.supervisor.logs import RotatingLog
from tools.supervisor.model import Event, ServiceSpec, Timing
from tools.supervisor.processes.register import Register
from tools.supervisor.service import Service


class Supervisor:
    """`listener` hears every change of state, from the services' threads."""

    def __init__(
        self,
        specs: Sequence[ServiceSpec],
        folder: Path,
        log_dir: Path,
        listener: Callable[[Event], None],
        timing: Timing | None = None,
        register: Register | None = None,
    ) -> None:
        self._register = register or Register(log_dir / "children")
        self._listeners = {spec.listener for spec in specs if spec.listener}
        self.services = {
            spec.name: Service(
                spec,
                folder,
                RotatingLog(log_dir / f"{spec.name}.log"),
                listener,
                timing or Timing(),
                self._register,
            )
            for spec in specs
        }

    def start(self) -> None:
        """Raises OSError when a shared port cannot be listened on; nothing is started then."""
        for listener in self._listeners:
            listener.open()
        self._register.open()
        for service in self.services.values():
            service.open()

    def stop(self) -> None:
        """Returns when no child is left."""
        for service in self.services.values():
            service.close()
        # Before the workers end: a client is refused then, not left waiting for nobody.
        for listener in self._listeners:
            listener.close()
        for service in self.services.values():
            service.join()
        self._register.close()
