"""An answer in one write is the same answer, and only given where it can be."""

import asyncio
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from api.http_protocol import BoundedHttpProtocol
from api.whole_answer import EXTENSION, header_lines, offered

HEADERS = [(b"content-type", b"text/plain"), (b"content-length", b"5")]
REQUEST = b"GET / HTTP/1.1\r\nHost: a\r\n%s\r\n"


class Transport(asyncio.Transport):
    """Keeps each write apart."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.closed = False

    def write(self, data: Any) -> None:
        self.writes.append(bytes(data))

    def writelines(self, list_of_data: Any) -> None:
        self.writes.append(b"".join(list_of_data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...


async def answered(*, whole: bool, extra: bytes = b"", paused: bool = False) -> Transport:
    """What one request leaves on the wire."""

    done = asyncio.Event()

    async def app(scope: Any, _: Any, send: Any) -> None:
        send_whole = offered(scope)
        assert send_whole is not None
        if whole and send_whole(200, header_lines(HEADERS), b"hello"):
            assert not send_whole(200, header_lines(HEADERS), b"again")
        else:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await send({"type": "http.response.body", "body": b"hello"})
        done.set()

    config = Config(app, http=BoundedHttpProtocol, log_config=None, access_log=False)
    config.load()
    state = ServerState()
    state.default_headers = [(b"date", b"Wed, 25 Nov 2026 00:00:00 GMT")]
    protocol = BoundedHttpProtocol(config=config, server_state=state, app_state={})
    transport = Transport()
    protocol.connection_made(transport)
    if paused:
        protocol.pause_writing()
    protocol.data_received(REQUEST % extra)
    if paused:
        await asyncio.sleep(0)
        assert transport.writes == []
        protocol.resume_writing()
    async with asyncio.timeout(10):
        await done.wait()
    closed = transport.closed
    protocol.connection_lost(None)
    transport.closed = closed
    return transport


@pytest.mark.parametrize("extra", [b"", b"Connection: close\r\n"], ids=["open", "close"])
def test_the_same_bytes_in_one_write(extra: bytes) -> None:
    usual = asyncio.run(answered(whole=False, extra=extra))
    quick = asyncio.run(answered(whole=True, extra=extra))
    assert quick.writes == [b"".join(usual.writes)]
    assert quick.closed == usual.closed == bool(extra)


def test_a_client_that_takes_nothing_is_waited_for() -> None:
    slow = asyncio.run(answered(whole=True, paused=True))
    assert b"".join(slow.writes).endswith(b"\r\n\r\nhello")


@pytest.mark.parametrize("value", [b"a\r\nb: c", b"a\nb", b"a\0b"])
def test_no_header_becomes_two(value: bytes) -> None:
    with pytest.raises(ValueError, match="line end"):
        header_lines([(b"link", value)])


def test_other_servers_offer_nothing() -> None:
    assert offered({"type": "http"}) is None
    assert offered({"type": "http", "extensions": {"other": {}}}) is None
    assert EXTENSION == "hub.whole"
