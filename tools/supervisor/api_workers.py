"""The API as one service, or as several behind one port."""

import sys

from shared.loopback import loopback
from shared.worker_board import worker_name
from tools.supervisor.core_settings import CoreSettings
from tools.supervisor.listener import SharedListener
from tools.supervisor.model import ServiceSpec
from tools.supervisor.ports import Address
from tools.supervisor.probes import http_probe, worker_probe

COMMAND = (sys.executable, "-m", "api")


def api_services(settings: CoreSettings) -> list[ServiceSpec]:
    """One binds its port itself and is asked over HTTP; of several each has its own heartbeat."""
    address = Address(settings.host, settings.api_port, "HUB_API_PORT")
    if settings.api_workers == 1:
        probe = http_probe(loopback(settings.host), settings.api_port, "/livez")
        return [ServiceSpec("api", COMMAND, probe, address)]
    listener = SharedListener(address)
    board = settings.workers_dir.absolute() / "board"
    return [
        ServiceSpec(
            worker_name(number),
            (*COMMAND, "--worker", str(number)),
            worker_probe(board, number),
            address,
            listener,
        )
        for number in range(1, settings.api_workers + 1)
    ]


def sweep_workers(settings: CoreSettings) -> None:
    """What workers of an earlier run left. Raises OSError."""
    for path in settings.workers_dir.glob("*"):
        path.unlink()
