"""The cache is bounded in bytes and in time."""

import pytest

from api.response_cache import OVERHEAD_BYTES, CachedResponse, ResponseCache

# As pairs, as lines, and as the lines of a 304.
PAIRS = 'etagW/"1"content-length4'
LINES = 'etag: W/"1"\r\ncontent-length: 4\r\n'
NOT_MODIFIED_LINES = 'etag: W/"1"\r\n'
HEADERS_BYTES = len(PAIRS + LINES + NOT_MODIFIED_LINES)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def response(route: str, body: bytes = b"body") -> CachedResponse:
    return CachedResponse(((b"etag", b'W/"1"'), (b"content-length", b"4")), body, route)


@pytest.mark.parametrize(
    ("route", "seconds"),
    [
        ("/records", 60),
        ("/records/{item_code}", 60),
        ("/quality/rejected", 60),
        ("/items", 300),
        ("/summary/totals", 300),
        ("/summary/monthly_by_item", 300),
        ("/overview", 300),
    ],
)
def test_each_route_has_its_time(route: str, seconds: int) -> None:
    clock = Clock()
    cache = ResponseCache(100_000, clock)
    cache.put("key", response(route))
    clock.now += seconds - 1
    assert cache.get("key") == response(route)
    clock.now += 1
    assert cache.get("key") is None
    assert (cache.hits, cache.misses) == (1, 1)


def test_what_nobody_asks_for_leaves_the_memory() -> None:
    clock = Clock()
    cache = ResponseCache(100_000, clock)
    for number in range(20):
        cache.put(number, response("/records"))
    clock.now += 61
    cache.put("later", response("/items"))
    assert cache.stats() == {
        "hits": 0,
        "misses": 0,
        "responses": 1,
        "bytes": len("later") + HEADERS_BYTES + len("body") + OVERHEAD_BYTES,
        "max_bytes": 100_000,
    }


def test_the_least_used_answer_goes_first() -> None:
    cache = ResponseCache(3 * (1 + HEADERS_BYTES + OVERHEAD_BYTES), Clock())
    cache.put("a", response("/items", b""))
    cache.put("b", response("/items", b""))
    cache.put("c", response("/items", b""))
    cache.get("a")
    cache.put("d", response("/items", b""))
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = ResponseCache(0, Clock())
    cache.put("a", response("/items"))
    assert cache.get("a") is None


def test_a_304_has_no_headers_about_a_body() -> None:
    assert response("/items").not_modified_headers == ((b"etag", b'W/"1"'),)
