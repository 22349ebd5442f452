"""Finished answers as bytes, bounded in bytes and in time. Errors are never in here."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from cachetools import TLRUCache

from api.request_metrics import UNMATCHED
from api.whole_answer import header_lines

Headers = tuple[tuple[bytes, bytes], ...]
OVERHEAD_BYTES = 1_000

# An answer is right as long as its data version is served; the time only lets go of what nobody
# asks for any more. Pages of records are large, many and each asked for by few.
RECORDS_TTL_S = 60.0
TTL_S = 300.0
RECORDS_ROUTES = frozenset({"/records", "/records/{item_code}", "/quality/rejected"})


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """`route`: the template of the address that gave it."""

    headers: Headers
    body: bytes
    route: str = UNMATCHED
    etag: bytes = field(init=False)
    not_modified_headers: Headers = field(init=False)
    # The same as they go over the wire.
    lines: bytes = field(init=False)
    not_modified_lines: bytes = field(init=False)

    def __post_init__(self) -> None:
        etag = next((value for name, value in self.headers if name == b"etag"), b"")
        rest = tuple(pair for pair in self.headers if not pair[0].startswith(b"content-"))
        object.__setattr__(self, "etag", etag)
        object.__setattr__(self, "not_modified_headers", rest)
        object.__setattr__(self, "lines", header_lines(self.headers))
        object.__setattr__(self, "not_modified_lines", header_lines(rest))


class _Kept(NamedTuple):
    response: CachedResponse
    size: int


class ResponseCache:
    """Least recently used answers go first. Used by the event loop's thread only.

    The data version is part of every key, so an old version's answer is never given again.
    """

    def __init__(self, max_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._responses: TLRUCache[Hashable, _Kept] = TLRUCache(
            max_bytes,
            ttu=lambda _, kept, now: now + ttl_s(kept.response.route),
            timer=clock,
            getsizeof=lambda kept: kept.size,
        )
        self._version = ""
        self.hits = 0
        self.misses = 0

    def follow(self, version: str) -> None:
        """Drop all answers of the version before: nobody is given them again."""
        if version != self._version:
            self._version = version
            self._responses.clear()

    def get(self, key: Hashable) -> CachedResponse | None:
        # Not .get(): it reads the clock three times and takes 1.2 us, this 0.4.
        try:
            found = self._responses[key]
        except KeyError:
            self.misses += 1
            return None
        self.hits += 1
        return found.response

    def put(self, key: Hashable, response: CachedResponse) -> None:
        """Also lets go of everything whose time is over."""
        kept = _Kept(response, _size(key, response))
        if kept.size <= self._responses.maxsize:
            self._responses[key] = kept

    def stats(self) -> dict[str, int]:
        return {
            "hits": self.hits,
            "misses": self.misses,
            "responses": len(self._responses),
            "bytes": int(self._responses.currsize),
            "max_bytes": int(self._responses.maxsize),
        }


def _size(key: Hashable, response: CachedResponse) -> int:
    """Bytes that keeping it takes: parameters and a Link of 8 KB each may lead to an empty list."""
    headers = _length(response.headers) + len(response.lines) + len(response.not_modified_lines)
    return _length(key) + headers + len(response.body) + OVERHEAD_BYTES


def _length(part: object) -> int:
    """Of all texts in nested tuples."""
    if isinstance(part, str | bytes):
        return len(part)
    return sum(map(_length, part)) if isinstance(part, tuple) else 0


def ttl_s(route: str) -> float:
    return RECORDS_TTL_S if route in RECORDS_ROUTES else TTL_S
