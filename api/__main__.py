"""`python -m api`: one API worker."""

import sys
from contextlib import suppress

import uvicorn

from api.app import assemble
from api.http_protocol import BoundedHttpProtocol
from api.hub import Hub
from api.server import Server
from shared.db.connection import configure_sqlite
from shared.errors import HubError
from shared.logging import configure_logging
from shared.settings import load_settings

if sys.platform == "win32":
    from api import _windows as allocator
else:
    from api import _posix as allocator

GRACEFUL_S = 5
# Longer than the pauses of a polling dashboard; a silent connection costs one socket meanwhile.
# Never limit_concurrency: it counts idle connections too, and then refuses everybody.
KEEP_ALIVE_S = 30
# uvicorn's own, when the port is taken.
STARTUP_FAILURE = 3


def main() -> int:
    configure_logging()
    try:
        settings = load_settings()
    except HubError as exc:
        print(f"{exc.title}: {exc}\n{exc.hint}", file=sys.stderr)
        return 2
    allocator.keep_freed_memory()
    configure_sqlite()
    hub = Hub(settings)
    config = uvicorn.Config(
        assemble(hub),
        host=settings.host,
        port=settings.api_port,
        http=BoundedHttpProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        # Unused, and one more parser that could be attacked.
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACEFUL_S,
    )
    server = Server(config, hub)
    with suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else STARTUP_FAILURE


if __name__ == "__main__":
    sys.exit(main())
