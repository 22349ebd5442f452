"""Waits until all sources have been quiet for a while: a year change moves rows between them."""

from collections.abc import Mapping
from enum import Enum, auto

from tools.publisher.signature import Signature


class Verdict(Enum):
    UNCHANGED = auto()
    SETTLING = auto()
    READY = auto()


class Settling:
    """Feeds on signatures. Times are monotonic seconds, given by the caller."""

    def __init__(self, settle_s: float, max_wait_s: float) -> None:
        self._settle_s = settle_s
        self._max_wait_s = max_wait_s
        self._last: dict[str, Signature] = {}
        self._quiet_since = 0.0
        self._dirty_since: float | None = None

    def look(
        self, found: Mapping[str, Signature], known: Mapping[str, Signature], now: float
    ) -> Verdict:
        """`known` are the signatures that were published or rejected."""
        if dict(found) == dict(known):
            self._dirty_since = None
            return Verdict.UNCHANGED
        if self._dirty_since is None:
            self._dirty_since = self._quiet_since = now
            self._last = dict(found)
        elif self._last != found:
            self._last = dict(found)
            self._quiet_since = now
        quiet = now - self._quiet_since >= self._settle_s
        # A steady writer never settles: then it is copied under SQLite's own lock.
        starved = now - self._dirty_since >= self._max_wait_s
        return Verdict.READY if quiet or starved else Verdict.SETTLING

    def restart(self) -> None:
        """After an attempt: what changes from now on waits anew."""
        self._dirty_since = None
