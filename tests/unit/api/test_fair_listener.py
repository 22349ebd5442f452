"""Connections of one socket, shared between listeners."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from api import fair_listener, worker
from api.fair_listener import FairListener
from api.worker import Worker

LOOPS: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.SelectorEventLoop]
try:
    import uvloop
except ImportError:
    # Windows has none.
    pass
else:
    LOOPS.append(uvloop.new_event_loop)


class Served(asyncio.Protocol):
    """Says which listener took the connection."""

    def __init__(self, listening: "Listening", number: int) -> None:
        self._listening, self._number = listening, number

    def connection_made(self, transport: Any) -> None:
        # Any: uvloop's transports are not asyncio's by type.
        connection = transport.get_extra_info("socket")
        undelayed = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        self._listening.undelayed.append(undelayed)
        self._listening.taken[self._number].append(transport)
        transport.write(b"%d" % self._number)


class Listening:
    """Some listeners on one port, in one loop; each with its own list of connections."""

    def __init__(
        self,
        may_accept: list[Callable[[int], bool]],
        notes: list[Callable[[int], None]] | None = None,
    ) -> None:
        first = socket.create_server(("127.0.0.1", 0))
        self.address = first.getsockname()
        self.undelayed: list[int] = []
        self._notes = notes or [lambda _: None] * len(may_accept)
        self.taken: list[list[asyncio.BaseTransport]] = [[] for _ in may_accept]
        self.listeners = [
            self._listener(first.dup(), number, may) for number, may in enumerate(may_accept)
        ]
        first.close()

    def _listener(
        self, sock: socket.socket, number: int, may: Callable[[int], bool]
    ) -> FairListener:
        taken = self.taken[number]
        return FairListener(
            sock, lambda: Served(self, number), lambda: len(taken), may, self._notes[number]
        )

    async def connect(self) -> bytes:
        async with asyncio.timeout(20):
            reader, writer = await asyncio.open_connection(*self.address)
            name = await reader.readexactly(1)
        writer.close()
        return name

    def close(self) -> None:
        for listener in self.listeners:
            listener.close()
        for transport in (one for taken in self.taken for one in taken):
            transport.close()


def run(
    make_loop: Callable[[], asyncio.AbstractEventLoop], work: Coroutine[None, None, None]
) -> None:
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(work)


@pytest.mark.parametrize("make_loop", LOOPS)
def test_sixteen_at_once_are_eight_for_each(
    tmp_path: Path,
    make_loop: Callable[[], asyncio.AbstractEventLoop],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # On a busy machine one loop's turn takes longer than the others' courtesy lasts, and the
    # courtesies of this test together longer than a worker lives without another beat.
    monkeypatch.setattr(fair_listener, "COURTESY_S", 0.5)
    monkeypatch.setattr(worker, "GONE_S", 60.0)

    async def work() -> None:
        workers = [Worker(number, tmp_path) for number in (1, 2)]
        for one in workers:
            one.beat(0)
        listening = Listening([one.may_accept for one in workers], [one.note for one in workers])
        names = await asyncio.gather(*(listening.connect() for _ in range(16)))
        listening.close()
        assert sorted(names) == [b"0"] * 8 + [b"1"] * 8

    run(make_loop, work())


@pytest.mark.parametrize("make_loop", LOOPS)
def test_each_connection_is_counted_once(
    make_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    async def work() -> None:
        asked: list[int] = []
        noted: list[int] = []

        def always(connections: int) -> bool:
            asked.append(connections)
            return True

        listening = Listening([always], [noted.append])
        await asyncio.gather(*(listening.connect() for _ in range(5)))
        listening.close()
        assert noted == [1, 2, 3, 4, 5]
        # A sixth time it is only asked whether anything else waits.
        assert set(asked) - {5} == {0, 1, 2, 3, 4}

    run(make_loop, work())


@pytest.mark.parametrize("make_loop", LOOPS)
def test_who_waited_in_vain_takes_the_connection(
    make_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    async def work() -> None:
        asked: list[int] = []

        def never(connections: int) -> bool:
            asked.append(connections)
            return False

        listening = Listening([never])
        assert [await listening.connect() for _ in range(3)] == [b"0"] * 3
        assert asked[0] == 0
        listening.close()

    run(make_loop, work())


@pytest.mark.parametrize("make_loop", LOOPS)
def test_answers_are_sent_without_delay(
    make_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    async def work() -> None:
        listening = Listening([lambda _: True])
        await listening.connect()
        listening.close()
        assert listening.undelayed == [1]

    run(make_loop, work())


@pytest.mark.parametrize("make_loop", LOOPS)
def test_a_closed_one_leaves_the_queue_to_the_other(
    make_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    async def work() -> None:
        listening = Listening([lambda _: True, lambda _: True])
        listening.listeners[0].close()
        await listening.listeners[0].settled()
        assert [await listening.connect() for _ in range(4)] == [b"1"] * 4
        listening.close()

    run(make_loop, work())
