"""One log line a request, written some at a time.

Through `logging` a line cost 12 us, a third of a whole answer out of the cache: a record, two
locks and a system call each. Here a request leaves a tuple, and five times a second all of them
become lines in one write. A process that is killed loses a fifth of a second of them.
"""

import asyncio
import logging
import time
from typing import NamedTuple

from shared.logging import json_line, write_lines

LOGGER = "api.access"
FLUSH_S = 0.2
# A loop that is gone runs no timer; so many lines do not wait for one.
MAX_WAITING = 5_000


class Answered(NamedTuple):
    """`at_s`: seconds since 1970, when the answer ended."""

    at_s: float
    method: str
    path: str
    status: int
    took_s: float
    request_id: str


class AccessLog:
    """Used by the event loop's thread only."""

    def __init__(self) -> None:
        self._logger = logging.getLogger(LOGGER)
        self._waiting: list[tuple[float, str, str, int, float, str]] = []

    def add(self, method: str, path: str, status: int, took_s: float, request_id: str) -> None:
        if not self._logger.isEnabledFor(logging.INFO):
            return
        waiting = self._waiting
        if not waiting:
            asyncio.get_running_loop().call_later(FLUSH_S, self.flush)
        # A plain tuple: a named one takes three times as long to make.
        waiting.append((time.time(), method, path, status, took_s, request_id))
        if len(waiting) >= MAX_WAITING:
            self.flush()

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            write_lines(map(_line, map(Answered._make, waiting)))


def _line(one: Answered) -> str:
    # ascii(): a newline in a URL must not start a log line of its own.
    message = (
        f"{one.method} {ascii(one.path)[1:-1]} status={one.status}"
        f" ms={one.took_s * 1_000:.1f} id={one.request_id}"
    )
    return json_line(one.at_s, "info", LOGGER, message)
