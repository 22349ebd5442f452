"""`python -m api`: one API worker."""

import sys

import uvicorn

from api.app import create_app
from shared.db.connection import configure_sqlite
from shared.errors import HubError
from shared.logging import configure_logging
from shared.settings import load_settings

GRACEFUL_S = 5


def main() -> int:
    configure_logging()
    try:
        settings = load_settings()
    except HubError as exc:
        print(f"{exc.title}: {exc}\n{exc.hint}", file=sys.stderr)
        return 2
    configure_sqlite()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.api_port,
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_S,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
