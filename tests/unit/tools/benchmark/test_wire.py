"""Where an answer ends, and what is in it."""

import gzip

import pytest
import zstandard

from tools.benchmark.wire import CHUNKED, Answer, body_length, parse, request


def test_request() -> None:
    assert request("/records?limit=1", {"Accept-Encoding": "gzip"}) == (
        b"GET /records?limit=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"http/1.1 200 ok\r\ncontent-length: 17\r\nvary: x\r\n", 17),
        (b"http/1.1 200 ok\r\nvary: x\r\ncontent-length:5\r\n", 5),
        (b"http/1.1 304 not modified\r\netag: x\r\n", 0),
        (b"http/1.1 200 ok\r\ntransfer-encoding: chunked\r\n", CHUNKED),
    ],
    ids=["length", "without a space", "304", "chunked"],
)
def test_length_of_a_body(head: bytes, expected: int) -> None:
    assert body_length(head) == expected


def test_an_answer_without_a_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a length"):
        body_length(b"http/1.1 200 ok\r\nvary: x\r\n")


def test_chunks_are_joined() -> None:
    raw = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n"
    )
    answer = parse(raw + b"0\r\n\r\n")
    assert (answer.status, answer.body) == (200, b"abc0123456789")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"rows")),
        ("zstd", zstandard.compress(b"rows")),
        ("identity", b"rows"),
    ],
    # A gzip body holds the time of its making.
    ids=["gzip", "zstd", "identity"],
)
def test_decoded(encoding: str, body: bytes) -> None:
    assert Answer(200, {"content-encoding": encoding}, body).decoded() == b"rows"
    assert Answer(200, {}, b"rows").decoded() == b"rows"


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(ValueError, match="Content-Encoding br"):
        Answer(200, {"content-encoding": "br"}, b"").decoded()
