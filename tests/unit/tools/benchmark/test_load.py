"""The load generator against a real socket: it measures right answers and refuses wrong ones."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from tools.benchmark.load import Drive, Unexpected, Wanted, ask, drive
from tools.benchmark.wire import request

BODY = gzip.compress(b"x" * 3_000_000, 0)


class Handler(BaseHTTPRequestHandler):
    """`/wrong`: the second answer of a connection has another version; `/cut`: none comes."""

    protocol_version = "HTTP/1.1"
    # Head and body are two writes; the delayed acknowledgement of the first would cost 40 ms.
    wbufsize = -1
    asked = 0

    def do_GET(self) -> None:
        self.asked += 1
        if self.path == "/cut":
            self.close_connection = True
            return
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("X-Data-Version", "b" if (self.path, self.asked) == ("/wrong", 2) else "a")
        if self.path.startswith("/chunked"):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"4\r\nrows\r\n0\r\n\r\n")
            return
        body = BODY if self.path == "/large" else self.path.encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def driven(port: int, path: str, wanted: Wanted, connections: int = 2) -> Drive:
    return drive([port], connections, lambda: request(path, {}), wanted, 0.1)


def test_all_answers_are_counted_and_some_are_kept() -> None:
    numbers = count()
    with serving() as port:
        done = drive(
            [port, port],
            4,
            lambda: request(f"/{next(numbers):08}", {}),
            Wanted(200, (b"\r\nx-data-version: a\r\n",), 9, 9),
            0.1,
        )
    asked = next(numbers)
    assert len(done.latencies_ns) == len(done.lengths) == asked >= 4
    assert set(done.lengths) == {9}
    for sent, answer in done.samples:
        assert sent.split(b" ")[1] == answer.body
    figures = done.figures(server_cpu_s=0.5)
    assert (figures.requests, figures.body_bytes) == (asked, 9)
    assert figures.cpu_us == pytest.approx(0.5 / asked * 1e6)


def test_large_and_chunked_answers_are_taken_whole() -> None:
    with serving() as port:
        assert ask(port, request("/large", {})).body == BODY
        assert set(driven(port, "/large", Wanted(), 1).lengths) == {len(BODY)}
        assert driven(port, "/chunked", Wanted()).samples[0][1].body == b"rows"


@pytest.mark.parametrize(
    ("path", "wanted", "message"),
    [
        ("/missing", Wanted(), "404.* instead of 200"),
        ("/wrong", Wanted(200, (b"\r\nx-data-version: a\r\n",)), "x-data-version: a"),
        ("/", Wanted(200, (b"content-encoding: gzip",)), "content-encoding: gzip"),
        ("/", Wanted(200, (), 2, 3), "a body of 1 bytes, 2 to 3 were expected"),
        ("/cut", Wanted(), "closed the connection"),
    ],
    ids=["status", "version", "encoding", "length", "closed"],
)
def test_a_wrong_answer_ends_the_round(path: str, wanted: Wanted, message: str) -> None:
    with serving() as port, pytest.raises(Unexpected, match=message):
        driven(port, path, wanted)
