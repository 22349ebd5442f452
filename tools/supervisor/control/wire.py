"""One bounded HTTP request in, one answer out; the connection is closed after it."""

import json
import socket
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tools.supervisor.control.messages import sentence

MAX_HEAD_BYTES = 8_192
CHUNK_BYTES = 4_096
# What a refused client still sends is taken, or the reset would overtake our answer.
DRAIN_BYTES = 65_536
DRAIN_S = 0.5


class Refused(Exception):
    """Becomes an error answer."""

    def __init__(self, status: HTTPStatus, key: str, **values: object) -> None:
        super().__init__(key)
        self.answer = Answer(status, {"error": sentence(key, **values)})


@dataclass(frozen=True)
class Answer:
    status: HTTPStatus
    body: dict[str, Any]

    def encoded(self) -> bytes:
        body = json.dumps(self.body, ensure_ascii=False).encode("utf-8", "replace")
        head = (
            f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\n"
            "Content-Type: application/json; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n"
            "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
            "Connection: close\r\n\r\n"
        )
        return head.encode("ascii") + body


@dataclass(frozen=True)
class Request:
    """`parts` are the path's, decoded; header names are lower case."""

    method: str
    parts: tuple[str, ...]
    query: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(repr=False)


def receive(connection: socket.socket, limit_s: float) -> Request:
    """All of it within `limit_s`, however slowly it drips. Raises Refused, OSError."""
    deadline = time.monotonic() + limit_s
    head = b""
    while b"\r\n\r\n" not in head:
        if len(head) >= MAX_HEAD_BYTES:
            raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "request_large")
        left = deadline - time.monotonic()
        if left <= 0:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "request_slow")
        connection.settimeout(left)
        try:
            chunk = connection.recv(CHUNK_BYTES)
        except TimeoutError as exc:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "request_slow") from exc
        if not chunk:
            raise ConnectionError("the client has left")
        head += chunk
    return parse(head.partition(b"\r\n\r\n")[0])


def parse(head: bytes) -> Request:
    """Strictly; no request of ours has a body. Raises Refused."""
    try:
        first, *lines = head.decode("ascii").split("\r\n")
        method, target, version = first.split(" ")
        headers = dict(map(_header, lines))
        url = urlsplit(target)
        query = dict(parse_qsl(url.query, strict_parsing=bool(url.query), max_num_fields=10))
    except ValueError as exc:
        raise Refused(HTTPStatus.BAD_REQUEST, "bad_request") from exc
    plain = target.startswith("/") and version in ("HTTP/1.0", "HTTP/1.1")
    if not plain or len(headers) < len(lines):
        raise Refused(HTTPStatus.BAD_REQUEST, "bad_request")
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request_large")
    parts = tuple(unquote(part) for part in url.path.split("/")[1:])
    return Request(method, parts, query, headers)


def send(connection: socket.socket, answer: Answer, limit_s: float) -> None:
    """Raises OSError."""
    connection.settimeout(limit_s)
    connection.sendall(answer.encoded())
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(DRAIN_S)
    left = DRAIN_BYTES
    while left > 0 and (chunk := connection.recv(CHUNK_BYTES)):
        left -= len(chunk)


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name or name != name.strip():
        raise ValueError("not a header")
    return name.lower(), value.strip()
