"""Many of everything to the real API process: others are answered, and memory stays bounded."""

import socket
from contextlib import ExitStack
from typing import Any

import pytest
import requests

from tests.process.wire import MB, Answer, answers, connect, get, memory_grows_less_than, read_all
from tests.processes import RealHub

pytestmark = pytest.mark.process
CACHE_BYTES = 1_000_000
LISTENERS = 200


def status(hub: RealHub) -> dict[str, Any]:
    body: dict[str, Any] = requests.get(hub.api.url.replace("healthz", "status"), timeout=30).json()
    return body


def test_unique_addresses_do_not_fill_the_memory(api_process: RealHub) -> None:
    """Each is 7 KB long and finds nothing: the answer is small, its key is not."""
    codes = "&".join(f"item_code={'x' * 60}{number}" for number in range(100))
    with memory_grows_less_than(api_process, 8 * MB), requests.Session() as session:
        for number in range(300):
            url = api_process.api.url.replace("healthz", f"records?{codes}&min_quantity={number}")
            assert session.get(url, timeout=30).json()["count"] == 0
    cache = status(api_process)["cache"]
    assert cache["bytes"] <= CACHE_BYTES
    assert cache["responses"] * 7_000 <= CACHE_BYTES


def test_more_listeners_than_there_are_places(api_process: RealHub) -> None:
    ask = b"GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with memory_grows_less_than(api_process, 25 * MB), ExitStack() as stack:
        taken = [stack.enter_context(connect(api_process)) for _ in range(LISTENERS)]
        for sock in taken:
            sock.sendall(ask)
            assert b"200 OK" in sock.recv(500)
        for _ in range(LISTENERS):
            refused = get(api_process, "/events")
            assert (refused.status, refused.code) == (503, "too_many_listeners")
            assert refused.headers["retry-after"] == "10"
        assert get(api_process, "/records?limit=1").status == 200
        taken[0].shutdown(socket.SHUT_RDWR)
        while True:
            with connect(api_process) as sock:
                sock.sendall(ask)
                if b"200 OK" in sock.recv(500):
                    break


def test_silent_connections_leave_room_for_others(api_process: RealHub) -> None:
    with memory_grows_less_than(api_process, 15 * MB), ExitStack() as stack:
        for number in range(450):
            sock = stack.enter_context(connect(api_process))
            sock.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n"[: number % 40])
        assert get(api_process, "/records?limit=1").status == 200


def test_many_small_headers(api_process: RealHub) -> None:
    few = [f"X-{number}: {number}" for number in range(3_000)]
    assert get(api_process, "/livez", *few).status == 200
    with memory_grows_less_than(api_process, 5 * MB):
        answer = with_endless_headers(api_process, b"X-A: 1\r\n" * 20_000)
    assert (answer.status, answer.code) == (431, "headers_too_large")


def with_endless_headers(hub: RealHub, lines: bytes) -> Answer:
    """The answer to a head that never ends."""
    with connect(hub) as sock:
        sock.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n")
        sock.sendall(lines)
        (answer,) = answers(read_all(sock))
        return answer


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-None-Match", ", ".join(f'W/"{number}"' for number in range(5_000))),
        ("If-None-Match", '"' * 60_000),
        ("Accept-Encoding", "gzip;q=0.5, " * 5_000),
        ("Accept-Encoding", "x" * 60_000),
        ("Accept", "application/json, " * 3_000),
        ("Cookie", "a=b; " * 12_000),
        ("X-Request-ID", "x" * 60_000),
        ("Range", "bytes=" + "0-1," * 14_000),
    ],
    ids=lambda text: text[:16],
)
def test_long_header_values(api_process: RealHub, name: str, value: str) -> None:
    plain = get(api_process, "/records?limit=50")
    with memory_grows_less_than(api_process, 5 * MB):
        for _ in range(50):
            answer = get(api_process, "/records?limit=50", f"{name}: {value}")
            assert (answer.status, answer.body) == (200, plain.body)
            assert len(answer.headers["x-request-id"]) == 16
