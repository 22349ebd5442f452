"""`python -m api`: one API worker. The supervisor starts several with a socket that they share."""

import argparse
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress

import uvicorn

from api.app import assemble
from api.http_protocol import BoundedHttpProtocol
from api.hub import Hub
from api.server import Server
from api.worker import Worker
from shared.db.connection import configure_sqlite
from shared.errors import HubError
from shared.logging import configure_logging
from shared.settings import load_settings

if sys.platform == "win32":
    from api import _windows as system
else:
    from api import _posix as system

logger = logging.getLogger(__name__)

GRACEFUL_S = 5
# Longer than the pauses of a polling dashboard; a silent connection costs one socket meanwhile.
# Never limit_concurrency: it counts idle connections too, and then refuses everybody.
KEEP_ALIVE_S = 30
# uvicorn's own, when the port is taken.
STARTUP_FAILURE = 3


def main(arguments: Sequence[str]) -> int:
    configure_logging()
    asked = _parser().parse_args(arguments)
    try:
        settings = load_settings()
    except HubError as exc:
        print(f"{exc.title}: {exc}\n{exc.hint}", file=sys.stderr)
        return 2
    system.keep_freed_memory()
    configure_sqlite()
    if asked.worker is None:
        if settings.api_workers > 1:
            logger.info(
                "one worker is started; for the %d of HUB_API_WORKERS: "
                "python -m tools.supervisor --only api",
                settings.api_workers,
            )
        hub = Hub(settings)
        server = Server(_config(hub), hub)
    else:
        hub = Hub(settings, Worker(asked.worker, settings.workers_dir))
        server = Server(_config(hub), hub, system.take_socket(asked.socket))
    with suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else STARTUP_FAILURE


def _config(hub: Hub) -> uvicorn.Config:
    return uvicorn.Config(
        assemble(hub),
        host=hub.settings.host,
        port=hub.settings.api_port,
        http=BoundedHttpProtocol,
        # Only so that uvicorn takes the selector loop on Windows: a completion port (proactor)
        # refuses a socket that another process listens on too (WinError 87).
        workers=2 if hub.worker else 1,
        headers=[("X-Worker", hub.worker.name)] if hub.worker else None,
        log_config=None,
        access_log=False,
        server_header=False,
        # Unused, and one more parser that could be attacked.
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACEFUL_S,
    )


def _parser() -> argparse.ArgumentParser:
    """What the supervisor says to each of several workers; nobody needs it by hand."""
    parser = argparse.ArgumentParser(prog="python -m api", description=__doc__)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--socket", default="", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
