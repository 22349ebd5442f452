"""A whole answer in one write, for answers out of the cache.

uvicorn looks at every header of every answer with two regular expressions and writes head and body
apart: 10 of the 25 us that a hit takes. A kept answer's headers were checked and joined when it
was kept, so the server offers to send it as it is, by an ASGI extension.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

EXTENSION = "hub.whole"
CLOSE = b"connection: close\r\n"

# Status, header lines, body. False: the server cannot now, send it the ordinary way.
WholeSend = Callable[[int, bytes, bytes], bool]


def header_lines(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Headers as they go over the wire. Raises ValueError for one that would become two."""
    lines = []
    for name, value in headers:
        if not name or any(mark in name + value for mark in (b"\r", b"\n", b"\0")):
            raise ValueError(f"header {name!r} holds a line end")
        lines.append(name + b": " + value + b"\r\n")
    return b"".join(lines)


def offered(scope: Scope) -> WholeSend | None:
    """What the server offers; another server than ours, or a test's client, offers nothing."""
    send: WholeSend | None = scope.get("extensions", {}).get(EXTENSION)
    return send


def send_whole(cycle: RequestResponseCycle, status: int, headers: bytes, body: bytes) -> bool:
    """What uvicorn's own `send` does in two calls, for an answer that is known to be right."""
    if cycle.disconnected or cycle.response_started or cycle.flow.write_paused:
        return False
    own = _own_lines(tuple(cycle.default_headers))
    end = b"\r\n" if cycle.keep_alive else CLOSE + b"\r\n"
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.writelines((STATUS_LINE[status] + own + headers + end, body))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True


# The server's own headers change once a second.
_own_lines = lru_cache(4)(header_lines)
