"""The control API against clients that mean no good."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any

import pytest

from tests.waiting import until
from tools.supervisor.control.routes import answer
from tools.supervisor.control.server import MAX_CONNECTIONS, ControlServer
from tools.supervisor.control.wire import MAX_HEAD_BYTES


class Hub:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def services(self) -> tuple[str, ...]:
        return ("api",)

    def logs(self) -> tuple[str, ...]:
        return ("api", "core")

    def status(self) -> dict[str, Any]:
        return {"core": {"pid": 7}}

    def act(self, service: str, action: str) -> None:
        self.told.append((service, action))

    def log(self, name: str, lines: int, after: str | None) -> dict[str, Any]:
        return {"lines": [name, lines, after], "next": "1-2"}

    def stop(self) -> None:
        self.told.append("stop")

    def restart(self) -> None:
        self.told.append("restart")


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def server(hub: Hub) -> Iterator[ControlServer]:
    served = ControlServer(lambda request: answer(hub, request), limit_s=1.0)
    served.start()
    yield served
    served.close()


def port_of(server: ControlServer) -> int:
    return int(server.address.rpartition(":")[2])


def exchange(server: ControlServer, raw: bytes) -> tuple[int, Any]:
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=10) as client:
        client.sendall(raw)
        received = b""
        while chunk := client.recv(65_536):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def ask(server: ControlServer, line: str, **changed: str | None) -> tuple[int, Any]:
    """A good request, but for `changed` headers; None leaves one out."""
    headers: dict[str, str | None] = {
        "Host": f"127.0.0.1:{port_of(server)}",
        "Authorization": f"Bearer {server.token}",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return exchange(server, "\r\n".join([f"{line} HTTP/1.1", *lines, "", ""]).encode())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("POST /v1/services/api/start", ("api", "start")),
        ("POST /v1/services/api/stop", ("api", "stop")),
        ("POST /v1/services/api/restart", ("api", "restart")),
        ("POST /v1/stop", "stop"),
        ("POST /v1/restart", "restart"),
    ],
)
def test_wishes_are_passed_on(line: str, told: object, server: ControlServer, hub: Hub) -> None:
    assert ask(server, line) == (202, {"accepted": True})
    assert hub.told == [told]


def test_status_and_log(server: ControlServer) -> None:
    assert ask(server, "GET /v1/status") == (200, {"core": {"pid": 7}})
    assert ask(server, "GET /v1/services/core/log?lines=9999&after=3-4") == (
        200,
        {"lines": ["core", 2000, "3-4"], "next": "1-2"},
    )
    assert ask(server, "GET /v1/services/api/log")[1]["lines"] == ["api", 200, None]


@pytest.mark.parametrize(
    ("changed", "status", "key"),
    [
        pytest.param({"Authorization": None}, 401, "token_wrong", id="no token"),
        pytest.param({"Authorization": "Bearer x"}, 401, "token_wrong", id="wrong token"),
        pytest.param({"Origin": "http://127.0.0.1"}, 403, "origin_refused", id="a browser"),
        pytest.param({"Host": "hub.example"}, 403, "origin_refused", id="rebound name"),
        pytest.param({"Host": "127.0.0.1:1"}, 403, "origin_refused", id="other port"),
        pytest.param({"Host": None}, 403, "origin_refused", id="no host"),
        pytest.param({"Content_Length": "5"}, 413, "request_large", id="a body"),
        pytest.param({"Transfer_Encoding": "chunked"}, 413, "request_large", id="chunks"),
        pytest.param({"host": "127.0.0.1"}, 400, "bad_request", id="two hosts"),
    ],
)
def test_who_may_not_speak(
    changed: dict[str, str | None], status: int, key: str, server: ControlServer, hub: Hub
) -> None:
    code, body = ask(server, "POST /v1/stop", **changed)
    assert (code, body["error"]["key"]) == (status, key)
    assert sorted(body["error"]) == ["en", "key", "ko"]
    assert hub.told == []


@pytest.mark.parametrize(
    ("line", "status", "key"),
    [
        ("GET /v1/stop", 405, "method_wrong"),
        ("POST /v1/status", 405, "method_wrong"),
        ("GET /", 404, "not_found"),
        ("GET /v2/status", 404, "not_found"),
        ("POST /v1/services/api/kill", 404, "not_found"),
        ("POST /v1/services/core/stop", 404, "service_unknown"),
        ("GET /v1/services/..%2Fstate/log", 404, "service_unknown"),
        ("GET /v1/services/api/log?lines=-1", 400, "bad_request"),
        ("GET http://127.0.0.1/v1/status", 400, "bad_request"),
        ("GET /v1/status extra", 400, "bad_request"),
        ("GET", 400, "bad_request"),
    ],
)
def test_what_means_nothing(line: str, status: int, key: str, server: ControlServer) -> None:
    code, body = ask(server, line)
    assert (code, body["error"]["key"]) == (status, key)


def test_what_the_hub_cannot_do_is_said(
    server: ControlServer, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hub, "act", full)
    code, body = ask(server, "POST /v1/services/api/start")
    assert (code, body["error"]["key"]) == (500, "core_failed")
    assert "No space left on device" in body["error"]["en"]


def test_an_endless_head_is_cut_off(server: ControlServer) -> None:
    code, body = exchange(server, b"GET / HTTP/1.1\r\nX: " + b"x" * MAX_HEAD_BYTES)
    assert (code, body["error"]["key"]) == (431, "request_large")


def test_who_says_nothing_is_sent_away(server: ControlServer) -> None:
    code, body = exchange(server, b"GET /v1/status HTTP/1.1\r\n")
    assert (code, body["error"]["key"]) == (408, "request_slow")


def served(server: ControlServer) -> bool:
    try:
        return ask(server, "GET /v1/status")[0] == 200
    except ConnectionResetError:
        # Refused before it had sent all of its request.
        return False


def test_too_many_at_once_are_refused_and_the_next_is_served(server: ControlServer) -> None:
    with ExitStack() as stack:
        for _ in range(MAX_CONNECTIONS):
            address = ("127.0.0.1", port_of(server))
            stack.enter_context(socket.create_connection(address, timeout=10))
        code, body = exchange(server, b"")
        assert (code, body["error"]["key"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "core_busy")
    until(lambda: served(server), "there is a place again")


def test_a_token_that_is_no_ascii_is_only_wrong(server: ControlServer) -> None:
    assert ask(server, "GET /v1/status", Authorization="Bearer é")[0] == 400
    assert server.token not in repr(ask(server, "GET /v1/status", Authorization="x"))
