"""uvicorn's HTTP parser with what it lacks: bounds in bytes and time, and our shape of errors."""

import asyncio
import http
import logging
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.responses import problem_response
from api.whole_answer import EXTENSION, send_whole
from shared.errors import HeadersTooLarge, MalformedRequest, RequestError, RequestTooSlow

logger = logging.getLogger(__name__)

# httptools has no limit of its own: 100 MB of headers took 100 MB.
MAX_HEAD_BYTES = 64 * 1024
# uvicorn gives a connection that never finishes its request all the time there is; each of them
# takes one of the process's sockets, and when these are gone nobody else gets in.
MAX_REQUEST_S = 30.0
# Linux gives a process 1,024 files. Without one left, new connections are reset and no partition
# can be opened; so the one that was idle for the longest time goes first.
MAX_CONNECTIONS = 800
# What is still on its way to a refused request is read and thrown away, up to here: closing at once
# resets the connection, and the client loses the answer that says why.
MAX_DISCARDED_BYTES = 1_000_000
LINGER_S = 2.0


class BoundedHttpProtocol(HttpToolsProtocol):
    """Request line and headers together are bounded; one read (256 KB) may go beyond.

    A request, or a new connection's first byte, must have come `max_request_s` after its start.
    Of more than `max_connections`, idle ones are ended.
    """

    max_request_s = MAX_REQUEST_S
    max_connections = MAX_CONNECTIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = False
        self._head_bytes = 0
        self._deadline: asyncio.TimerHandle | None = None
        self.used_at = 0.0
        self._refused = False
        self._discarded_bytes = 0
        # Asked at each request: whether its answer shall end the connection.
        self.lets_go: Callable[[], bool] = _never

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.used_at = self.loop.time()
        self._start_clock()
        if len(self.connections) > self.max_connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0
        self.used_at = self.loop.time()
        if self._deadline is None:
            self._start_clock()

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
        if self.cycle is None:
            return
        # By type an extension is a mapping; this one is a function.
        self.scope["extensions"] = {EXTENSION: partial(send_whole, self.cycle)}  # type: ignore[dict-item]
        if self.lets_go():
            # The answer says `Connection: close`; no request is lost.
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        self._stop_clock()
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            self._discarded_bytes += len(data)
            if self._discarded_bytes > MAX_DISCARDED_BYTES:
                self.transport.close()
            return
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self._refuse(
                    HeadersTooLarge(f"more than {MAX_HEAD_BYTES:,} bytes of headers were sent")
                )

    def send_400_response(self, msg: str) -> None:
        """uvicorn's own is plain text."""
        self._refuse(MalformedRequest(msg.rstrip(".").lower()))

    def _make_room(self) -> None:
        """End the longest idle connection, which is this new one when all others are in use."""
        others = [one for one in self.connections if isinstance(one, BoundedHttpProtocol)]
        idle = [one for one in others if one is not self and one.is_idle()]
        min(idle, key=lambda one: one.used_at, default=self).transport.close()

    def is_idle(self) -> bool:
        answered = self.cycle is None or self.cycle.response_complete
        return answered and not self.transport.is_closing()

    def _start_clock(self) -> None:
        self._deadline = self.loop.call_later(self.max_request_s, self._too_slow)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        answered = self.cycle is not None and self.cycle.response_started
        if self._in_head or not (self.cycle is None or answered):
            self._refuse(RequestTooSlow(f"the request had not come after {self.max_request_s} s"))
        else:
            # Nothing was asked yet, or the answer is out and only the rest of a body is missing.
            self.transport.close()

    def _refuse(self, error: RequestError) -> None:
        """The last answer on this connection."""
        if self._refused or self.transport.is_closing():
            return
        self._refused, self._in_head = True, False
        self._stop_clock()
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy and self.cycle.response_started:
            # Another answer would be read as a part of the one that is on its way.
            self.transport.close()
            return
        request_id = secrets.token_hex(8)
        logger.info("refused code=%s detail=%s id=%s", error.code(), error, request_id)
        self.transport.write(_last_answer(error, request_id))
        if busy:
            # Somebody may still write, which is an error after the end.
            self.transport.close()
        else:
            self.transport.write_eof()
            self._deadline = self.loop.call_later(LINGER_S, self.transport.close)


def _last_answer(error: RequestError, request_id: str) -> bytes:
    answer = problem_response(error, request_id)
    status = http.HTTPStatus(error.status)
    lines = [
        b"HTTP/1.1 %d %s" % (status, status.phrase.encode()),
        b"connection: close",
        b"x-request-id: " + request_id.encode(),
        b"x-content-type-options: nosniff",
    ]
    lines += [name + b": " + value for name, value in answer.raw_headers]
    return b"\r\n".join([*lines, b"", bytes(answer.body)])


def _never() -> bool:
    return False
