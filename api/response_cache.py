"""Finished answers as bytes, bounded in bytes. Errors are never in here."""

from collections.abc import Hashable
from dataclasses import dataclass

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


class ResponseCache:
    """Least recently used answers go first. Used by the event loop's thread only.

    The data version is part of every key, so an old version's answer is never given again.
    """

    def __init__(self, max_bytes: int) -> None:
        self._responses: LRUCache[Hashable, CachedResponse] = LRUCache(
            max_bytes, getsizeof=lambda response: len(response.body) + OVERHEAD_BYTES
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
        return found

    def put(self, key: Hashable, response: CachedResponse) -> None:
        if len(response.body) + OVERHEAD_BYTES <= self._responses.maxsize:
            self._responses[key] = response

    def stats(self) -> dict[str, int]:
        return {
            "hits": self.hits,
            "misses": self.misses,
            "responses": len(self._responses),
            "bytes": int(self._responses.currsize),
            "max_bytes": int(self._responses.maxsize),
        }
