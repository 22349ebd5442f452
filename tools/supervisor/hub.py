"""What the hub consists of, and what must be right before it starts."""

import ipaddress
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.files import FileLock
from shared.settings import Settings, loopback
from tools.supervisor.model import ServiceSpec
from tools.supervisor.ports import Address, problem
from tools.supervisor.probes import heartbeat_probe, http_probe

ROOT = Path(__file__).resolve().parent.parent.parent


class StartRefused(Exception):
    """`key` names the message, `values` fill it in."""

    def __init__(self, key: str, values: dict[str, object]) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def hub_services(settings: Settings) -> list[ServiceSpec]:
    """Watcher, API, dashboard."""
    here = loopback(settings.host)
    api_port, dashboard_port = settings.api_port, settings.dashboard_port
    return [
        ServiceSpec(
            "watcher",
            (sys.executable, "-m", "tools.watcher"),
            heartbeat_probe(settings.watcher_state_path.absolute()),
        ),
        ServiceSpec(
            "api",
            (sys.executable, "-m", "api"),
            http_probe(here, api_port, "/livez"),
            Address(settings.host, api_port, "HUB_API_PORT"),
        ),
        ServiceSpec(
            "dashboard",
            (sys.executable, "-m", "dashboard"),
            http_probe(here, dashboard_port, "/_stcore/health"),
            Address(settings.host, dashboard_port, "HUB_DASHBOARD_PORT"),
        ),
    ]


def claim(settings: Settings) -> FileLock:
    """The right to run a hub on this data folder, until the process ends. Raises StartRefused."""
    folder = settings.data_dir
    lock = FileLock(folder / "supervisor.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settings.log_dir.mkdir(parents=True, exist_ok=True)
        free = lock.acquire()
    except OSError as exc:
        values: dict[str, object] = {"folder": exc.filename or folder, "error": exc.strerror or exc}
        raise StartRefused("data_unwritable", values) from exc
    if not free:
        url = f"http://{loopback(settings.host)}:{settings.dashboard_port}"
        raise StartRefused("already_running", {"folder": folder.absolute(), "url": url})
    return lock


def check_ports(specs: Sequence[ServiceSpec]) -> None:
    """Half a hub is not started: every port must be free first. Raises StartRefused."""
    addresses = [spec.address for spec in specs if spec.address]
    ports = [address.port for address in addresses]
    if len(set(ports)) < len(ports):
        variables = " = ".join(address.variable for address in addresses)
        raise StartRefused("ports_equal", {"variables": variables, "port": ports[0]})
    for address in addresses:
        found = problem(address)
        if found is not None:
            raise StartRefused(found.key, found.values)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
