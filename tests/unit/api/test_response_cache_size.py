"""The response cache is bounded by what it really holds."""

from api.response_cache import CachedResponse, ResponseCache

KB = 1_000
ENTRIES = 500


def filled(max_bytes: int, key: str = "", header: bytes = b"") -> ResponseCache:
    cache = ResponseCache(max_bytes)
    for number in range(ENTRIES):
        response = CachedResponse(((b"link", header),), b"[]")
        cache.put(("v1", "/records", (("q", f"{number}{key}"),), None), response)
    return cache


def test_long_keys_count() -> None:
    """An empty answer to 8 KB of parameters is not small."""
    assert filled(100 * KB, key="x" * 8 * KB).stats()["responses"] == 11


def test_long_headers_count() -> None:
    """A Link header repeats the parameters, up to three times as long, and is kept thrice."""
    assert filled(100 * KB, header=b"x" * 24 * KB).stats()["responses"] == 1


def test_small_ones_count_their_overhead() -> None:
    assert filled(100 * KB).stats()["responses"] == 96


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = ResponseCache(10 * KB)
    cache.put(("v1", "/records", b"", None), CachedResponse((), b"x" * 10 * KB))
    assert cache.stats()["responses"] == 0
