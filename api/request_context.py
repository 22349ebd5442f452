"""The outermost layer: request id, time taken, one log line and one count a request."""

import itertools
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access_log import AccessLog
from api.request_metrics import RequestMetrics, route_template

# No browser may take an answer for something else than its Content-Type says.
NOSNIFF = (b"x-content-type-options", b"nosniff")
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
        started = time.perf_counter()
        request_id = self._request_id(scope)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id.decode()
        status = 0
        began_s = 0.0

        async def send_with_context(message: Message) -> None:
            nonlocal status, began_s
            if message["type"] == "http.response.start":
                status = message["status"]
                began_s = time.perf_counter() - started
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id),
                    (b"server-timing", b"app;dur=%.1f" % (began_s * 1_000)),
                    NOSNIFF,
                ]
            await send(message)

        try:
            await self._app(scope, receive, send_with_context)
        finally:
            method = scope["method"]
            route = state.get("route") or route_template(scope)
            self._metrics.count(method, route, status, began_s)
            took_s = time.perf_counter() - started
            self._log.add(method, scope["path"], status, took_s, state["request_id"])

    def _request_id(self, scope: Scope) -> bytes:
        """The caller's own id where it is a harmless one, else a new one."""
        for name, value in scope["headers"]:
            if name == b"x-request-id" and FOREIGN_ID.fullmatch(value):
                return bytes(value)
        return self._own_id % (next(self._counted) & 0xFFFFFFFF)
