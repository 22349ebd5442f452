"""Bodies and headers without end, sent to the real server: refused at once, and never kept."""

import http.client
import json
import select
import socket

import psutil
import pytest

from tests.processes import RealHub

pytestmark = pytest.mark.process
MB = 1_000_000
PIECE = b"x" * MB
GROWTH_BYTES = 5 * MB


def connect(hub: RealHub) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", int(hub.environment["HUB_API_PORT"]), timeout=30)


def readable(sock: socket.socket) -> bool:
    return bool(select.select([sock], [], [], 0)[0])


def send_pieces(connection: http.client.HTTPConnection, count: int, *, chunked: bool) -> int:
    """All of it, as fast as it goes. Megabytes that were sent before the answer came."""
    answered_after = count
    for sent in range(count):
        frame = b"%x\r\n%s\r\n" % (MB, PIECE) if chunked else PIECE
        connection.send(frame)
        if answered_after == count and readable(connection.sock):
            answered_after = sent
    if chunked:
        connection.send(b"0\r\n\r\n")
    return answered_after


@pytest.mark.parametrize("chunked", [True, False], ids=["chunked", "announced"])
def test_a_body_of_300_mb(api_process: RealHub, chunked: bool) -> None:
    assert api_process.api.process is not None
    server = psutil.Process(api_process.api.process.pid)
    connection = connect(api_process)
    before = server.memory_info().rss
    connection.putrequest("POST", "/records")
    if chunked:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(300 * MB))
    connection.endheaders()
    answered_after = send_pieces(connection, 300, chunked=chunked)
    grown = server.memory_info().rss - before
    response = connection.getresponse()
    body = json.loads(response.read())
    print(f"answered after {answered_after} MB, memory grew by {grown / MB:.1f} MB")
    assert (response.status, body["code"]) == (413, "body_too_large")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert answered_after < 100
    assert grown < GROWTH_BYTES

    # The connection is still good, the rest of the body is not taken for a request.
    connection.request("GET", "/livez")
    assert connection.getresponse().status == 200
    connection.close()


def send_headers(connection: http.client.HTTPConnection, count: int) -> int:
    """How many megabytes of headers the server takes before it hangs up."""
    connection.connect()
    connection.send(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n")
    for sent in range(count):
        try:
            connection.send(b"X-%d: %s\r\n" % (sent, PIECE))
        except OSError:
            return sent
    return count


def test_headers_without_end(api_process: RealHub) -> None:
    assert api_process.api.process is not None
    server = psutil.Process(api_process.api.process.pid)
    before = server.memory_info().rss
    connection = connect(api_process)
    taken = send_headers(connection, 300)
    connection.close()
    assert taken < 100
    assert server.memory_info().rss - before < GROWTH_BYTES


def test_large_headers_are_told_why(api_process: RealHub) -> None:
    connection = connect(api_process)
    connection.request("GET", "/livez", headers={"X-Large": "x" * 60_000})
    assert connection.getresponse().read().startswith(b"{")
    connection.send(b"GET /livez HTTP/1.1\r\nX-Large: " + b"x" * 70_000)
    response = http.client.HTTPResponse(connection.sock)
    response.begin()
    body = json.loads(response.read())
    assert (response.status, body["code"]) == (431, "headers_too_large")
    assert response.headers["Content-Type"] == "application/problem+json"
    response.close()
    connection.close()
