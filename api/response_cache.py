"""Finished answers as bytes, bounded in bytes. Errors are never in here."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

from cachetools import LRUCache

from api.request_metrics import UNMATCHED

Headers = list[tuple[bytes, bytes]]
OVERHEAD_BYTES = 1_000


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """`route`: the template of the address that gave it."""

    headers: Headers
    body: bytes
    route: str = UNMATCHED


class _Kept(NamedTuple):
    response: CachedResponse
    size: int


class ResponseCache:
    """Least recently used answers go first. Used by the event loop's thread only.

    The data version is part of every key, so an old version's answer is never given again.
    """

    def __init__(self, max_bytes: int) -> None:
        self._responses: LRUCache[Hashable, _Kept] = LRUCache(
            max_bytes, getsizeof=lambda kept: kept.size
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
        found = self._responses.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
        return found and found.response

    def put(self, key: Hashable, response: CachedResponse) -> None:
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
    parts = key if isinstance(key, tuple) else (key,)
    named = sum(len(part) for part in parts if isinstance(part, str | bytes))
    headers = sum(len(name) + len(value) for name, value in response.headers)
    return named + headers + len(response.body) + OVERHEAD_BYTES
