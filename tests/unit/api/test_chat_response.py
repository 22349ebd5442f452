"""How events are written, and what keeps a silent stream open."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from api.assistant.events import Event
from api.chat_response import KEEP_ALIVE, ChatStream, encoded


def test_an_event_is_two_lines() -> None:
    event = Event("text", {"delta": 'a\nb\r\u2028\u2029\x85"'})
    written = b'event: text\ndata: {"delta":"a\\nb\\r\\u2028\\u2029\\u0085\\""}\n\n'
    assert encoded(event) == written


def test_a_silent_stream_is_kept_open() -> None:
    sent: list[dict[str, Any]] = []
    kept = asyncio.Event()

    async def events() -> AsyncGenerator[Event, None]:
        yield Event("meta", {})
        await kept.wait()
        yield Event("done", {})

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Any) -> None:
        sent.append(message)
        if message.get("body") == KEEP_ALIVE:
            kept.set()

    asyncio.run(ChatStream(events(), keep_alive_s=0.01)({}, receive, send))
    bodies = [message["body"] for message in sent[1:]]
    assert bodies[0] == b"event: meta\ndata: {}\n\n"
    assert set(bodies[1:-2]) == {KEEP_ALIVE}
    assert bodies[-2:] == [b"event: done\ndata: {}\n\n", b""]
