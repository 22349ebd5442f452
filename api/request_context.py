"""The outermost layer: request id, time taken, one log line and one count a request."""

import itertools
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access_log import AccessLog
from api.request_metrics import RequestMetrics, route_template
from api.whole_answer import WholeSend, offered

# No browser may take an answer for something else than its Content-Type says.
NOSNIFF = (b"x-content-type-options", b"nosniff")
OWN_LINES = (
    b"x-request-id: %s\r\nserver-timing: app;dur=%.1f\r\nx-content-type-options: nosniff\r\n"
)
FOREIGN_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestContext:
    """Wraps the whole app, because the last-resort 500 is sent outside all middleware."""

    def __init__(self, app: ASGIApp, metrics: RequestMetrics, log: AccessLog) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        # Own ids: one random half a process, so that no two processes use the same, and a count.
        self._own_id = secrets.token_hex(4).encode() + b"%08x"
        self._counted = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._request_id(scope)
        exchange = _Exchange(request_id, send, offered(scope))
        state = scope.setdefault("state", {})
        state["request_id"] = request_id.decode()
        # For whoever further in has an answer that needs no other headers.
        state["send_whole"] = exchange.send_whole
        try:
            await self._app(scope, receive, exchange.send)
        finally:
            method = scope["method"]
            route = state.get("route") or route_template(scope)
            self._metrics.count(method, route, exchange.status, exchange.began_s)
            took_s = exchange.elapsed_s()
            self._log.add(method, scope["path"], exchange.status, took_s, state["request_id"])

    def _request_id(self, scope: Scope) -> bytes:
        """The caller's own id where it is a harmless one, else a new one."""
        for name, value in scope["headers"]:
            if name == b"x-request-id" and FOREIGN_ID.fullmatch(value):
                return bytes(value)
        return self._own_id % (next(self._counted) & 0xFFFFFFFF)


class _Exchange:
    """One request and its answer: adds our headers to whichever way it is sent."""

    __slots__ = ("_request_id", "_send", "_started", "_whole", "began_s", "status")

    def __init__(self, request_id: bytes, send: Send, whole: WholeSend | None) -> None:
        self._started = time.perf_counter()
        self._request_id = request_id
        self._send = send
        self._whole = whole
        self.status = 0
        self.began_s = 0.0

    def elapsed_s(self) -> float:
        return time.perf_counter() - self._started

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.began_s = self.elapsed_s()
            message["headers"] = [
                *message["headers"],
                (b"x-request-id", self._request_id),
                (b"server-timing", b"app;dur=%.1f" % (self.began_s * 1_000)),
                NOSNIFF,
            ]
        await self._send(message)

    def send_whole(self, status: int, lines: bytes, body: bytes) -> bool:
        began_s = self.elapsed_s()
        own = OWN_LINES % (self._request_id, began_s * 1_000)
        if self._whole is None or not self._whole(status, lines + own, body):
            return False
        self.status, self.began_s = status, began_s
        return True
