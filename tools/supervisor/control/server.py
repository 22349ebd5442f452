"""The control API's server: loopback only, a token, no browser, bounded in every direction."""

import contextlib
import hmac
import secrets
import socket
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from tools.supervisor.control.wire import Answer, Refused, Request, receive, send

HOST = "127.0.0.1"
BACKLOG = 16
MAX_CONNECTIONS = 8
LIMIT_S = 5.0
TOKEN_BYTES = 32
ACCEPT_PAUSE_S = 0.1

Answering = Callable[[Request], Answer]


class ControlServer:
    """`answering` is called from a thread a connection, at most MAX_CONNECTIONS at once."""

    def __init__(self, answering: Answering, limit_s: float = LIMIT_S) -> None:
        """Listens already. Raises OSError."""
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self._answering = answering
        self._limit_s = limit_s
        self._closing = False
        self._places = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self._listener = socket.create_server((HOST, 0), backlog=BACKLOG)
        self._port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, name="control", daemon=True)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._port}"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._closing = True
        # A blocked accept does not notice that its socket is closed; a caller it does.
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, self._port), timeout=1).close()
        self._thread.join(timeout=2)
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing:
            try:
                connection = self._listener.accept()[0]
            except OSError:
                # Out of descriptors: the next one may find some.
                time.sleep(ACCEPT_PAUSE_S)
                continue
            self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        if self._places.acquire(blocking=False):
            with contextlib.suppress(RuntimeError):
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()
                return
            self._places.release()
        busy = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "core_busy").answer
        with connection, contextlib.suppress(OSError):
            # Never waits: all others would wait too.
            connection.setblocking(False)
            connection.send(busy.encoded())

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):
                send(connection, self._answer(connection), self._limit_s)
        finally:
            self._places.release()

    def _answer(self, connection: socket.socket) -> Answer:
        try:
            request = receive(connection, self._limit_s)
            self._admit(request)
            return self._asked(request)
        except Refused as refused:
            return refused.answer

    def _asked(self, request: Request) -> Answer:
        try:
            return self._answering(request)
        except OSError as exc:
            status, error = HTTPStatus.INTERNAL_SERVER_ERROR, exc.strerror or exc
            raise Refused(status, "core_failed", error=error) from exc

    def _admit(self, request: Request) -> None:
        """Raises Refused. A page in a browser can name neither its token nor our Host and no
        Origin."""
        names = {f"{name}:{self._port}" for name in (HOST, "localhost", "[::1]")}
        if request.headers.get("host") not in names or "origin" in request.headers:
            raise Refused(HTTPStatus.FORBIDDEN, "origin_refused")
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            raise Refused(HTTPStatus.UNAUTHORIZED, "token_wrong")
