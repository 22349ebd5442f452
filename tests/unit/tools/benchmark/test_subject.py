"""The cache's own counters prove what a round was, also where they come late."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson
import pytest

from tools.benchmark.load import Unexpected
from tools.benchmark.subject import CacheCounts


@contextmanager
def telling(counts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """A `/status` that says one (hits, misses) after the other."""
    rest = list(counts)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits, misses = rest.pop(0) if len(rest) > 1 else rest[0]
            body = orjson.dumps({"cache": {"hits": hits, "misses": misses}})
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    Handler.protocol_version = "HTTP/1.1"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("counts", "misses"),
    [
        ([(5, 7), (5, 18)], True),
        ([(5, 7), (15, 8)], False),
        ([(5, 7), (15, 9)], False),
        ([(5, 7), (15, 7)], False),
        ([(5, 7), (9, 8), (15, 9)], False),
        ([(5, 7), (5, 9), (5, 17)], True),
    ],
    ids=[
        "misses",
        "hits",
        "an older look is counted late",
        "looks are not counted",
        "hits come late",
        "misses come late",
    ],
)
def test_a_round_of_ten_that_was_what_it_should(
    counts: list[tuple[int, int]], misses: bool
) -> None:
    with telling(counts) as port:
        CacheCounts([port]).check(10, misses=misses)


@pytest.mark.parametrize(
    ("counts", "misses", "message"),
    [
        ([(5, 7), (6, 17)], True, "1 requests that were meant to miss"),
        ([(5, 7), (14, 9)], False, "1 requests that were meant to hit"),
    ],
    ids=["a hit", "a miss"],
)
def test_a_round_of_ten_that_was_not(
    counts: list[tuple[int, int]],
    misses: bool,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tools.benchmark.subject.TOLD_S", 0.2)
    with telling(counts) as port, pytest.raises(Unexpected, match=message):
        CacheCounts([port]).check(10, misses=misses)


def test_counters_that_stand_still_prove_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.benchmark.subject.TOLD_S", 0.2)
    with telling([(5, 7), (6, 8)]) as port, pytest.raises(Unexpected, match="2 of 10 requests"):
        CacheCounts([port]).check(10, misses=True)
