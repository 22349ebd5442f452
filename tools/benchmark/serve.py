"""`python -m tools.benchmark.serve bare|plain SOURCE PORT`: an app to compare with, one process."""

import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tools.benchmark.bare_app import BareApp
from tools.benchmark.plain_app import create_plain_app


def main(app: str, source: str, port: str) -> None:
    apps: dict[str, Callable[[Path], ASGIApp]] = {"bare": BareApp, "plain": create_plain_app}
    uvicorn.run(
        apps[app](Path(source)),
        host="127.0.0.1",
        port=int(port),
        # As the hub has it: its own parser class is httptools with a bound.
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
