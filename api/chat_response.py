"""Sends a turn to its client, and stops it as soon as the client is gone."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.assistant.events import Event
from api.responses import PROBLEM_TYPE, state_response
from shared.schemas import Problem

EVENT_STREAM = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
# Proxies and routers drop connections that are silent for half a minute or more.
KEEP_ALIVE_S = 15.0
KEEP_ALIVE = b": keep-alive\n\n"
END_OF_TURN = "done"

Events = AsyncGenerator[Event, None]


class ChatStream(Response):
    """Server-Sent Events. What fails before the first event is an HTTP error of its own."""

    media_type = EVENT_STREAM

    def __init__(self, events: Events, *, keep_alive_s: float = KEEP_ALIVE_S) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self._events = events
        self._keep_alive_s = keep_alive_s

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        await unless_gone(receive, self._send(send))

    async def _send(self, send: Send) -> None:
        async with aclosing(self._events) as events:
            first = await anext(events)
            start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
            await send(start)
            await send(_body(encoded(first)))
            async for piece in _with_keep_alive(events, self._keep_alive_s):
                await send(_body(piece))
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class ChatJson(Response):
    """The whole turn as one JSON answer, or as a problem with the status of its error."""

    def __init__(self, events: Events, request_id: str) -> None:
        super().__init__()
        self._events = events
        self._request_id = request_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await unless_gone(receive, folded(self._events, self._request_id))
        if response is not None:
            await response(scope, receive, send)


async def unless_gone(receive: Receive, work: Coroutine[Any, Any, Any]) -> Any:
    """The result of `work`; None when the client has left, and then `work` has ended too."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


def encoded(event: Event) -> bytes:
    """One SSE event. JSON on one line, also for readers that end lines at U+2028."""
    body = orjson.dumps(event.data, default=str)
    for character in ("\u2028", "\u2029", "\x85"):
        body = body.replace(character.encode(), b"\\u%04x" % ord(character))
    return b"event: %s\ndata: %s\n\n" % (event.name.encode(), body)


async def folded(events: Events, request_id: str) -> Response:
    """All events of a turn as shared.chat_schemas.ChatAnswer, or its error as a problem."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with aclosing(events):
        async for event in events:
            found.setdefault(event.name, []).append(event.data)

    def last(name: str) -> dict[str, Any]:
        return found.get(name, [{}])[-1]

    if error := last("error"):
        return _problem(error, request_id)
    done = last("done")
    return state_response(
        {
            **last("meta"),
            "answer": done["text"],
            "model": done["model"],
            "results": found.get("tool_result", []),
            "fallbacks": found.get("fallback", []),
            "check": last("check"),
            "questions": last("suggest").get("questions", []),
            "usage": last("usage"),
            "ms": done["ms"],
        }
    )


def _problem(error: dict[str, Any], request_id: str) -> Response:
    problem = Problem(
        type=f"/problems/{error['code']}",
        title=error["title"],
        status=error["status"],
        detail=error["detail"],
        code=error["code"],
        hint=error["hint"],
        hint_ko=error["hint_ko"],
        request_id=request_id,
    )
    headers = {"Cache-Control": "no-store"}
    if error["retry_after_s"] is not None:
        headers["Retry-After"] = str(error["retry_after_s"])
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    return Response(body, error["status"], headers, PROBLEM_TYPE)


async def _with_keep_alive(events: Events, keep_alive_s: float) -> AsyncIterator[bytes]:
    """A comment whenever nothing has happened for a while."""
    following = asyncio.ensure_future(anext(events))
    try:
        while True:
            done, _ = await asyncio.wait({following}, timeout=keep_alive_s)
            if not done:
                yield KEEP_ALIVE
                continue
            try:
                event = following.result()
            except StopAsyncIteration:
                return
            yield encoded(event)
            following = asyncio.ensure_future(anext(events))
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _body(piece: bytes) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": True}
