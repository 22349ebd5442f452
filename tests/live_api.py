"""The real API on a real port, in a thread of the test: it can be stopped and started again."""

import threading

import uvicorn

from api.app import create_app
from shared.settings import Settings
from tests.process.ports import free_ports
from tests.waiting import until


class LiveApi:
    """Serves what `settings` has published; the port stays the same over stop() and start()."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        (self.port,) = free_ports(1)
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        config = uvicorn.Config(
            create_app(self.settings), port=self.port, log_config=None, access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until(lambda: self._server.started, "the API listens")

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
