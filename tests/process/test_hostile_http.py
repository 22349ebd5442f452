"""Requests that are no honest HTTP: refused in the one shape of errors, and never misread."""

import pytest

from tests.process.wire import MB, connect, get, memory_grows_less_than, read_all, send
from tests.processes import RealHub

pytestmark = pytest.mark.process
HOST = b"Host: localhost\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"

MALFORMED = {
    "no HTTP": b"hello\r\n\r\n",
    "TLS": bytes.fromhex("16030100a5010000a10303"),
    "unknown method": b"BREW /records HTTP/1.1\r\n" + HOST + b"\r\n",
    "unknown version": b"GET /livez HTTP/9.9\r\n" + HOST + b"\r\n",
    "header without colon": b"GET /livez HTTP/1.1\r\nHost\r\n\r\n",
    "space before colon": b"GET /livez HTTP/1.1\r\nHost : localhost\r\n\r\n",
    "bare CR in a header": b"GET /livez HTTP/1.1\r\n" + HOST + b"X-A: a\rX-B: b\r\n\r\n",
    "NUL in a header": b"GET /livez HTTP/1.1\r\n" + HOST + b"X-A: a\0b\r\n\r\n",
    "NUL in the path": b"GET /livez\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "two lengths": b"POST /records HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n"
    + SMUGGLED,
    "length and chunks": b"POST /records HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "negative length": b"POST /records HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "length of 40 digits": b"POST /records HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: "
    + b"9" * 40
    + b"\r\n\r\n",
    "unknown transfer encoding": b"POST /records HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked, x\r\n\r\n"
    + SMUGGLED,
    "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("request_bytes", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_http_is_told_so(api_process: RealHub, request_bytes: bytes) -> None:
    (answer,) = send(api_process, request_bytes)
    assert (answer.status, answer.code) == (400, "malformed_request")
    assert answer.headers["connection"] == "close"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert get(api_process, "/livez").status == 200


@pytest.mark.parametrize("size", [b"zz", b"-1", b"ffffffffffffffffffff", b"0x5"])
def test_bad_chunk_sizes_end_the_connection(api_process: RealHub, size: bytes) -> None:
    """The head is good, so it may be answered already; what follows is never a request."""
    head = b"POST /records HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    found = send(api_process, head + size + b"\r\nhello\r\n0\r\n\r\n" + SMUGGLED)
    assert [one.code for one in found] == ["malformed_request"]


def test_a_stream_is_not_broken_by_a_second_answer(api_process: RealHub) -> None:
    with connect(api_process) as sock:
        sock.sendall(b"GET /events HTTP/1.1\r\n" + HOST + b"\r\n")
        received = sock.recv(65_536)
        sock.sendall(b"no HTTP\r\n\r\n")
        received += read_all(sock)
    assert received.startswith(b"HTTP/1.1 200 OK")
    assert b"malformed_request" not in received


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("TRACE", "method_not_allowed"),
        ("OPTIONS", "method_not_allowed"),
        ("PATCH", "method_not_allowed"),
        ("PROPFIND", "method_not_allowed"),
        ("SEARCH", "method_not_allowed"),
    ],
)
def test_other_methods(api_process: RealHub, method: str, code: str) -> None:
    answer = get(api_process, "/records", "Cookie: secret=1", method=method)
    assert (answer.status, answer.code, answer.headers["allow"]) == (405, code, "GET")
    assert b"secret" not in answer.body


def test_letters_that_are_not_percent_encoded_are_told_how(api_process: RealHub) -> None:
    """`curl "...?q=와셔"` sends the letters as they are; the parser takes no such bytes."""
    for target in ("/records?q=와셔", "/records/와셔"):
        answer = get(api_process, target.encode().decode("latin-1"))
        assert (answer.status, answer.code) == (400, "malformed_request")
        assert "--data-urlencode" in answer.body.decode()
    assert get(api_process, "/records?limit=1&q=%EC%99%80%EC%85%94").status == 200


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/nope?%ff%80", 404),
        ("/records/?%ff", 307),
        ("/records/%ff", 404),
        ("/records/%00", 422),
        ("/items?q=%ff", 200),
        ("/items?q=%ed%a0%80", 200),
        ("/items?q=%00", 422),
        ("/items?q=%", 200),
        ("/items?q=%zz", 200),
    ],
)
def test_bytes_that_are_no_text(api_process: RealHub, target: str, status: int) -> None:
    assert get(api_process, target).status == status


def test_a_body_on_get_is_no_second_request(api_process: RealHub) -> None:
    head = b"GET /livez HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % len(SMUGGLED)
    last = b"GET /readyz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    found = send(api_process, head + SMUGGLED + last)
    assert [(one.status, b"version" in one.body) for one in found] == [(200, False), (200, True)]


def test_pipelined_requests_are_answered_in_order(api_process: RealHub) -> None:
    pieces = [b"GET /records?limit=%d HTTP/1.1\r\n" % n + HOST + b"\r\n" for n in range(1, 301)]
    last = b"GET /nope HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    with memory_grows_less_than(api_process, 10 * MB):
        found = send(api_process, b"".join(pieces) + last)
    counts = [one.body.count(b'"production_date"') for one in found]
    assert counts == [*range(1, 301), 0]
    assert found[-1].code == "route_not_found"


def test_the_absolute_form_is_the_same_address(api_process: RealHub) -> None:
    plain = get(api_process, "/records?limit=2")
    assert get(api_process, "http://evil.example/records?limit=2").body == plain.body
    assert b"evil" not in str(get(api_process, "http://evil.example/nope")).encode()


@pytest.mark.parametrize(
    "target",
    [
        "/docs/..%2f..%2fapp.py",
        "/docs/%2e%2e/app.py",
        "/docs/../app.py",
        "/docs/..%5c..%5capp.py",
        "/docs//etc/passwd",
        "/docs/%2fetc%2fpasswd",
        "/docs/docs.js%00.html",
        "/docs/..;/app.py",
        "//docs/docs.js",
    ],
)
def test_no_path_leads_out_of_the_docs(api_process: RealHub, target: str) -> None:
    answer = get(api_process, target)
    assert (answer.status, answer.code) == (404, "route_not_found")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b"]
)
def test_other_hosts_are_not_served(api_process: RealHub, host: str) -> None:
    head = f"GET /records HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    (answer,) = send(api_process, head.encode())
    assert (answer.status, answer.code) == (421, "host_not_allowed")


def test_one_good_host_does_not_excuse_a_bad_one(api_process: RealHub) -> None:
    answer = get(api_process, "/records", "Host: evil.example")
    assert (answer.status, answer.code) == (421, "host_not_allowed")


def test_a_client_that_reads_nothing_is_not_written_to_without_end(api_process: RealHub) -> None:
    ask = b"GET /records?limit=5000 HTTP/1.1\r\n" + HOST + b"\r\n"
    with memory_grows_less_than(api_process, 10 * MB), connect(api_process) as sock:
        sock.sendall(ask * 200)
        assert get(api_process, "/livez").status == 200
    with connect(api_process) as sock:
        sock.sendall(b"GET /livez HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        assert read_all(sock).startswith(b"HTTP/1.1 200")
