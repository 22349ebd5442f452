"""The outermost layer: request id, time taken, one log line a request, and the last resort."""

import logging
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("api.access")

FOREIGN_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestContext:
    """Wraps the whole app, because the last-resort 500 is sent outside all middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id.decode()
        status = 0

        async def send_with_context(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                took_ms = (time.perf_counter() - started) * 1_000
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id),
                    (b"server-timing", b"app;dur=%.1f" % took_ms),
                ]
            await send(message)

        try:
            await self._app(scope, receive, send_with_context)
        finally:
            logger.info(
                "%s %s status=%d ms=%.1f id=%s",
                scope["method"],
                # %r-like quoting: a newline in a URL must not start a log line of its own.
                ascii(scope["path"])[1:-1],
                status,
                (time.perf_counter() - started) * 1_000,
                request_id.decode(),
            )


def _request_id(scope: Scope) -> bytes:
    """The caller's own id where it is a harmless one, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and FOREIGN_ID.fullmatch(value):
            return bytes(value)
    return secrets.token_hex(8).encode()
