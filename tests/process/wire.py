"""Raw bytes to a real API process, and what comes back: for requests that no library would send."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psutil

from tests.processes import RealHub

MB = 1_000_000
TIMEOUT_S = 60
PROBLEM_FIELDS = {"type", "title", "status", "detail", "code", "hint", "hint_ko", "request_id"}


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The code of a problem; the answer has the one shape of all errors."""
        problem = json.loads(self.body)
        assert problem.keys() >= PROBLEM_FIELDS
        assert self.headers["content-type"] == "application/problem+json"
        assert problem["request_id"] == self.headers["x-request-id"]
        assert problem["status"] == self.status
        return str(problem["code"])


def connect(hub: RealHub) -> socket.socket:
    port = int(hub.environment["HUB_API_PORT"])
    return socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S)


def send(hub: RealHub, *pieces: bytes) -> list[Answer]:
    """All answers until the server hangs up; the last request must make it do so."""
    with connect(hub) as sock:
        for piece in pieces:
            sock.sendall(piece)
        return list(answers(read_all(sock)))


def get(hub: RealHub, target: str, *headers: str, method: str = "GET") -> Answer:
    """One request with exactly this target."""
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    (answer,) = send(hub, "\r\n".join([*lines, "", ""]).encode("latin-1"))
    return answer


def read_all(sock: socket.socket) -> bytes:
    received = bytearray()
    while piece := sock.recv(65_536):
        received += piece
    return bytes(received)


def answers(received: bytes) -> Iterator[Answer]:
    while received:
        head, _, received = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        if headers.get("transfer-encoding") == "chunked":
            body, received = unchunked(received)
        else:
            length = int(headers.get("content-length", 0))
            body, received = received[:length], received[length:]
        yield Answer(int(re.findall(r"HTTP/1\.1 (\d{3})", first)[0]), headers, body)


def unchunked(received: bytes) -> tuple[bytes, bytes]:
    body = b""
    while True:
        size, _, received = received.partition(b"\r\n")
        piece = int(size, 16)
        body, received = body + received[:piece], received[piece + 2 :]
        if not piece:
            return body, received


@contextmanager
def memory_grows_less_than(hub: RealHub, limit_bytes: int) -> Iterator[None]:
    """Of the API process, from before to after."""
    assert hub.api.process is not None
    server = psutil.Process(hub.api.process.pid)
    before = server.memory_info().rss
    yield
    assert server.memory_info().rss - before < limit_bytes
