"""One look-out for all listeners, the latest event for each, and an end for every stream."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from api.broadcaster import KEEP_ALIVE, RETRY, Broadcaster
from shared.errors import TooManyListeners


class Source:
    """What is looked at, and how often it was."""

    def __init__(self) -> None:
        self.event: bytes | Exception = b"one"
        self.looks = 0

    def look(self) -> bytes:
        self.looks += 1
        if isinstance(self.event, Exception):
            raise self.event
        return self.event


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(10):
            await story()

    asyncio.run(limited())


async def rest_of(stream: AsyncIterator[bytes]) -> list[bytes]:
    return [line async for line in stream]


def test_each_listener_gets_the_latest_and_every_change() -> None:
    async def story() -> None:
        source = Source()
        broadcaster = Broadcaster(poll_interval_s=0.01)
        with broadcaster.listening(source.look), broadcaster.listening(source.look):
            streams = [broadcaster.events(), broadcaster.events()]
            for stream in streams:
                assert [await anext(stream), await anext(stream)] == [RETRY, b"one"]
            source.event = b"two"
            assert [await anext(stream) for stream in streams] == [b"two", b"two"]

    run(story)


def test_the_looks_do_not_grow_with_the_listeners() -> None:
    async def story() -> None:
        source = Source()
        broadcaster = Broadcaster(poll_interval_s=0.05, max_listeners=100)
        places = [broadcaster.listening(source.look) for _ in range(100)]
        for place in places:
            place.__enter__()
        assert source.looks == 1
        await asyncio.sleep(0.2)
        assert source.looks <= 5
        with pytest.raises(TooManyListeners), broadcaster.listening(source.look):
            pass
        for place in places:
            place.__exit__(None, None, None)
        assert broadcaster.listeners == 0
        looks = source.looks
        await asyncio.sleep(0.1)
        assert source.looks == looks

    run(story)


def test_silence_is_broken_by_comments() -> None:
    async def story() -> None:
        broadcaster = Broadcaster(keep_alive_s=0.01)
        with broadcaster.listening(Source().look):
            stream = broadcaster.events()
            assert [await anext(stream) for _ in range(4)] == [RETRY, b"one", *[KEEP_ALIVE] * 2]

    run(story)


def test_closing_ends_all_streams_and_later_ones() -> None:
    async def story() -> None:
        broadcaster = Broadcaster()
        with broadcaster.listening(Source().look):
            stream = broadcaster.events()
            await anext(stream)
            waiting = asyncio.create_task(rest_of(stream))
            await asyncio.sleep(0.01)
            broadcaster.close()
            assert await waiting == [b"one"]
        with broadcaster.listening(Source().look):
            assert await rest_of(broadcaster.events()) == [RETRY]

    run(story)


def test_a_failed_look_ends_the_streams_and_the_next_listener_starts_anew(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> None:
        source = Source()
        broadcaster = Broadcaster(poll_interval_s=0.01)
        with broadcaster.listening(source.look):
            stream = broadcaster.events()
            source.event = OSError("disk")
            assert await rest_of(stream) == [RETRY, b"one"]
        with pytest.raises(OSError, match="disk"), broadcaster.listening(source.look):
            pass
        assert broadcaster.listeners == 0
        source.event = b"again"
        with broadcaster.listening(source.look):
            fresh: Any = broadcaster.events()
            assert [await anext(fresh), await anext(fresh)] == [RETRY, b"again"]

    with caplog.at_level(logging.ERROR):
        run(story)
    assert "lookout_failed" in caplog.text
