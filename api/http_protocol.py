"""uvicorn's HTTP parser with a limit that httptools lacks: 100 MB of headers took 100 MB."""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.responses import problem_response
from shared.errors import HeadersTooLarge

MAX_HEAD_BYTES = 64 * 1024


class BoundedHttpProtocol(HttpToolsProtocol):
    """Request line and headers together are bounded; one read (256 KB) may go beyond."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = False
        self._head_bytes = 0
        # Asked at each request: whether its answer shall end the connection.
        self.lets_go: Callable[[], bool] = _never

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
        if self.lets_go() and self.cycle is not None:
            # The answer says `Connection: close`; no request is lost.
            self.cycle.keep_alive = False

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self._refuse()

    def _refuse(self) -> None:
        error = HeadersTooLarge(f"more than {MAX_HEAD_BYTES:,} bytes of headers were sent")
        answer = problem_response(error, "-")
        lines = [b"HTTP/1.1 431 Request Header Fields Too Large", b"connection: close"]
        lines += [name + b": " + value for name, value in answer.raw_headers]
        self.transport.write(b"\r\n".join([*lines, b"", bytes(answer.body)]))
        self.transport.close()


def _never() -> bool:
    return False
