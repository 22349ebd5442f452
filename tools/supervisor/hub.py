"""What the hub consists of, and what must be right before it starts."""

import contextlib
import sys
from collections.abc import Collection, Sequence

from shared.files import FileLock
from shared.loopback import loopback
from tools.supervisor.api_workers import api_services, sweep_workers
from tools.supervisor.arguments import SERVICES
from tools.supervisor.control.client import ControlFailed, find
from tools.supervisor.control.messages import say
from tools.supervisor.control.state_file import children_folder
from tools.supervisor.core_settings import CoreSettings
from tools.supervisor.model import ServiceSpec
from tools.supervisor.ports import Address, problem
from tools.supervisor.probes import heartbeat_probe, http_probe
from tools.supervisor.processes.register import sweep

PYTHON = (sys.executable, "-m")


class StartRefused(Exception):
    """`key` names the message, `values` fill it in."""

    def __init__(self, key: str, values: dict[str, object]) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def hub_services(settings: CoreSettings, only: Collection[str] = SERVICES) -> list[ServiceSpec]:
    """Watcher, API, dashboard, or the ones of them that are named."""
    here, port = loopback(settings.host), settings.dashboard_port
    found = []
    if "watcher" in only:
        heartbeat = heartbeat_probe(settings.watcher_state_path.absolute())
        found.append(ServiceSpec("watcher", (*PYTHON, "tools.watcher"), heartbeat))
    if "api" in only:
        found += api_services(settings)
    if "dashboard" in only:
        probe = http_probe(here, port, "/_stcore/health")
        address = Address(settings.host, port, "HUB_DASHBOARD_PORT")
        found.append(ServiceSpec("dashboard", (*PYTHON, "dashboard"), probe, address))
    return found


class Claim:
    """The right to run services on one data folder, until it is released or the process ends."""

    def __init__(self, locks: Sequence[FileLock]) -> None:
        self._locks = locks

    def acquire(self) -> bool:
        """All or none. Raises OSError."""
        if all(lock.acquire() for lock in self._locks):
            return True
        self.release()
        return False

    def release(self) -> None:
        for lock in self._locks:
            lock.release()


def claim(settings: CoreSettings, only: Collection[str] = SERVICES) -> Claim:
    """No two supervisors run the same service on one data folder. Raises StartRefused."""
    folder = settings.data_dir
    lock = Claim(
        [FileLock(folder / f"supervisor-{name}.lock") for name in SERVICES if name in only]
    )
    try:
        children_folder(folder).mkdir(parents=True, exist_ok=True)
        settings.log_dir.mkdir(parents=True, exist_ok=True)
        free = lock.acquire()
        swept = sweep(children_folder(folder), only) if free else 0
        if free and "api" in only:
            sweep_workers(settings)
    except OSError as exc:
        values: dict[str, object] = {"folder": exc.filename or folder, "error": exc.strerror or exc}
        raise StartRefused("data_unwritable", values) from exc
    if not free:
        raise StartRefused("already_running", _where(settings))
    if swept:
        say("swept", count=swept)
    return lock


def _where(settings: CoreSettings) -> dict[str, object]:
    """As the first core says it: the second may have been started with other ports."""
    url: object = f"http://{loopback(settings.host)}:{settings.dashboard_port}"
    pid: object = "?"
    found = find(settings.data_dir)
    if found is not None:
        pid = found.state.pid
        with contextlib.suppress(ControlFailed):
            addresses = found.status()["urls"]
            url = addresses["dashboard"] or addresses["api"] or found.state.address
    return {"folder": settings.data_dir.absolute(), "url": url, "pid": pid}


def check_ports(specs: Sequence[ServiceSpec]) -> None:
    """Half a hub is not started: every port must be free first. Raises StartRefused."""
    addresses = list(dict.fromkeys(spec.address for spec in specs if spec.address))
    ports = [address.port for address in addresses]
    if len(set(ports)) < len(ports):
        variables = " = ".join(address.variable for address in addresses)
        raise StartRefused("ports_equal", {"variables": variables, "port": ports[0]})
    for address in addresses:
        found = problem(address)
        if found is not None:
            raise StartRefused(found.key, found.values)
