"""Stands between dashboard and API, and holds back what a test wants to be late."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

HELD_MAX_S = 7.0
PASSED_ON = ("Content-Type", "X-Data-Version")


class Gate:
    """Everything passes but addresses for which `holds` is true; those wait for `open()`."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
        self.holds: Callable[[str], bool] = lambda _: False
        self._opened = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def hold(self, holds: Callable[[str], bool]) -> None:
        self._opened.clear()
        self.holds = holds

    def open(self) -> None:
        self._opened.set()

    def close(self) -> None:
        self.open()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if gate.holds(self.path):
                    # Less than the dashboard's patience, so that a failed test ends.
                    gate._opened.wait(HELD_MAX_S)
                answer = requests.get(gate.api_url + self.path, timeout=30)
                self.send_response(answer.status_code)
                for name in PASSED_ON:
                    self.send_header(name, answer.headers.get(name, ""))
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_args: object) -> None:
                pass

        return Handler
