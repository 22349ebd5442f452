"""Connections that never finish their request are ended; those that wait for an answer are not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from api.http_protocol import BoundedHttpProtocol
from tests.process.wire import Answer, answers
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
HEAD = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /records HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"


class Impatient(BoundedHttpProtocol):
    max_request_s = 0.3


class Small(BoundedHttpProtocol):
    max_connections = 5


@asynccontextmanager
async def serving(app: Any, protocol: type[BoundedHttpProtocol] = Impatient) -> AsyncIterator[int]:
    """The port of uvicorn with the protocol of `python -m api`."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=protocol, log_config=None, ws="none", lifespan="off"
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        await server.shutdown()


async def conversation(port: int, *pieces: bytes) -> list[Answer]:
    """What the server says until it hangs up by itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    received = await reader.read()
    writer.close()
    return list(answers(received))


def with_server(app: Any, use: Callable[[int], Awaitable[list[Answer]]]) -> list[Answer]:
    async def run() -> list[Answer]:
        async with serving(app) as port:
            return await use(port)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("pieces", "codes"),
    [
        ([], []),
        ([b"GET /li"], ["request_too_slow"]),
        ([HEAD, b"X-A: 1\r\n"], ["request_too_slow"]),
        ([POST], ["request_too_slow"]),
        ([HEAD + b"\r\n" + HEAD], [None, "request_too_slow"]),
    ],
    ids=["nothing", "request line", "headers", "body", "the second request"],
)
def test_half_a_request(plant: Plant, pieces: list[bytes], codes: list[str | None]) -> None:
    found = with_server(plant[0].app, lambda port: conversation(port, *pieces))
    assert [None if one.status == 200 else one.code for one in found] == codes
    assert {one.status for one in found} <= {200, 408}


def test_a_slow_answer_is_waited_for() -> None:
    async def slow(scope: Any, _: Any, send: Any) -> None:
        await asyncio.sleep(Impatient.max_request_s * 3)
        headers = [(b"content-length", b"2"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": scope["method"][:2].encode()})

    found = with_server(slow, lambda port: conversation(port, HEAD + b"\r\n"))
    assert [(one.status, one.body) for one in found] == [(200, b"GE")]


def test_a_slowly_sent_request_does_not_stop_others(plant: Plant) -> None:
    async def crowd(port: int) -> list[Answer]:
        waiting = [asyncio.create_task(conversation(port, HEAD)) for _ in range(100)]
        asked = await conversation(port, HEAD + b"Connection: close\r\n\r\n")
        ended = [answer for found in await asyncio.gather(*waiting) for answer in found]
        return asked + ended

    found = with_server(plant[0].app, crowd)
    assert [one.status for one in found] == [200] + [408] * 100


def test_the_longest_idle_connection_makes_room(plant: Plant) -> None:
    """Each takes one of the process's sockets; without any left nobody gets in."""

    async def run() -> tuple[list[bytes], list[Answer]]:
        async with serving(plant[0].app, Small) as port:
            opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
            reader, writer = opened[0]
            writer.write(HEAD + b"\r\n")
            # Used last, so the second is now the longest idle one, and then the third.
            await reader.readuntil(b"}")
            first = await conversation(port, HEAD + b"Connection: close\r\n\r\n")
            ended = [await opened[1][0].read()]
            second = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
            opened.append(await second)
            opened.append(await asyncio.open_connection("127.0.0.1", port))
            ended.append(await opened[2][0].read())
            writer.write(HEAD + b"Connection: close\r\n\r\n")
            still = list(answers(await reader.read()))
            for _, other in opened:
                other.close()
            return ended, first + still

    ended, found = asyncio.run(run())
    assert ended == [b"", b""]
    assert [one.status for one in found] == [200, 200]


def test_connections_in_use_are_not_ended_for_new_ones() -> None:
    release = asyncio.Event()

    async def waits(_: Any, __: Any, send: Any) -> None:
        await release.wait()
        headers = [(b"content-length", b"0"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body"})

    async def run() -> tuple[list[Answer], list[Answer]]:
        async with serving(waits, Small) as port:
            busy = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
            for _, writer in busy:
                writer.write(HEAD + b"\r\n")
                await writer.drain()
            refused = await conversation(port)
            release.set()
            received = [await reader.read() for reader, _ in busy]
            for _, writer in busy:
                writer.close()
            return refused, [answer for one in received for answer in answers(one)]

    refused, found = asyncio.run(run())
    assert (refused, [one.status for one in found]) == ([], [200] * 5)
