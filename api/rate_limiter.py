"""How many requests each client has left, in memory, for one API process.

Fixed windows that begin with a client's first request: two numbers a client, where a moving
window would keep a moment for each request. The price: up to twice the amount around the end
of a window.
"""

import ipaddress
import math
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from shared.rate_limits import RateLimit

# 3 MB. A stranger with more addresses than this only gets the oldest ones forgotten.
CLIENTS_MAX = 10_000
LONGEST_ADDRESS = 45


class Standing(NamedTuple):
    """After one request: whether it may be answered, and what is left, as header fields say it."""

    allowed: bool
    wait_s: int
    rate_limit: bytes


class _Window:
    __slots__ = ("began", "used")

    def __init__(self, began: float) -> None:
        self.began = began
        self.used = 0


class RateLimiter:
    """Used by the event loop's thread only."""

    def __init__(
        self,
        limits: Sequence[RateLimit],
        clients_max: int = CLIENTS_MAX,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = [(limit, b'"per-%ds"' % limit.window_s) for limit in limits]
        self._clients_max = clients_max
        self._clock = clock
        # The one that was heard of longest ago comes first.
        self._clients: dict[str, list[_Window]] = {}
        self.policy = b", ".join(
            b"%b;q=%d;w=%d" % (name, limit.amount, limit.window_s) for limit, name in self._limits
        )

    def count(self, client: str) -> Standing:
        """A request that is refused uses nothing up: who waits as told gets the whole amount."""
        now = self._clock()
        windows = self._windows(client, now)
        allowed = True
        for (limit, _), window in zip(self._limits, windows, strict=True):
            if now - window.began >= limit.window_s:
                window.began, window.used = now, 0
            if window.used >= limit.amount:
                allowed = False
        if allowed:
            for window in windows:
                window.used += 1
        return self._standing(allowed, windows, now)

    def _windows(self, client: str, now: float) -> list[_Window]:
        windows = self._clients.pop(client, None)
        if windows is None:
            if len(self._clients) >= self._clients_max:
                del self._clients[next(iter(self._clients))]
            windows = [_Window(now) for _ in self._limits]
        self._clients[client] = windows
        return windows

    def _standing(self, allowed: bool, windows: list[_Window], now: float) -> Standing:
        """The tightest of the limits: fewest requests left, then the longest wait."""
        left, wait_s, name = min(
            (
                limit.amount - window.used,
                -max(1, math.ceil(window.began + limit.window_s - now)),
                name,
            )
            for (limit, name), window in zip(self._limits, windows, strict=True)
        )
        return Standing(allowed, -wait_s, b"%b;r=%d;t=%d" % (name, left, -wait_s))


def client_of(key_name: str | None, address: tuple[str, int] | None) -> str:
    """Whose budget a request uses: the key's, else the address's.

    A machine may take any number of addresses out of its IPv6 network of 64 bits: one budget.
    """
    if key_name is not None:
        return f"key {key_name}"
    text = address[0][:LONGEST_ADDRESS] if address else "unknown"
    if ":" in text:
        try:
            packed = ipaddress.IPv6Address(text)
        except ValueError:
            return text
        return str(packed.ipv4_mapped or int(packed) >> 64)
    return text
