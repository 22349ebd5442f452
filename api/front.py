"""The plain ASGI front of the app: pins one data version a request, answers what it knows.

A hit or a 304 never enters FastAPI. Only answers that carry an ETag are kept: routes give it to
what depends on nothing but the data version and the URL.
"""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.compression import IDENTITY, Encoding, encoded
from api.hub import Hub
from api.request_metrics import route_template
from api.response_cache import CachedResponse, Headers
from api.wanted import Wanted, wanted_by
from api.whole_answer import WholeSend
from shared.db.generation import Generation
from shared.errors import DataUnavailable

# Streams without an end pin no version for their life, and nobody can share or keep them.
# A question pins one itself, once it is admitted.
ENDLESS = {"/events", "/chat/stream"}
CHAT = "/chat"


class DataFront:
    def __init__(self, app: ASGIApp, hub: Hub) -> None:
        self._app = app
        self._hub = hub
        self._in_flight: dict[Hashable, asyncio.Future[CachedResponse | None]] = {}
        self._version: str | None = None
        self._version_is_fresh = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _passes(scope):
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["head"] = scope["method"] == "HEAD"
        if state["head"]:
            scope = {**scope, "method": "GET"}
            send = _without_body(send)
        version = self._newest_version()
        if version is None or scope["method"] != "GET":
            with self._pinned(state):
                await self._ask(scope, receive, send)
            return
        wanted = wanted_by(scope)
        kept = self._hub.cache.get((version, scope["path"], wanted.parameters, wanted.encoding))
        if kept is None:
            await self._miss(wanted, scope, receive, send)
            return
        state["route"] = kept.route
        await _send(kept, wanted.if_none_match, state, send)

    def _newest_version(self) -> str | None:
        """Looked up once in a turn of the event loop, because the system call takes a quarter of
        a hit's time. Never too old: whatever is answered in this turn arrived before the look."""
        if not self._version_is_fresh:
            self._version = self._hub.router.version()
            self._version_is_fresh = True
            asyncio.get_running_loop().call_soon(self._forget_version)
            if self._version is not None:
                self._hub.cache.follow(self._version)
        return self._version

    def _forget_version(self) -> None:
        self._version_is_fresh = False

    @contextmanager
    def _pinned(self, state: dict[str, Any]) -> Iterator[Generation | None]:
        try:
            generation: Generation | None = self._hub.router.acquire()
        except DataUnavailable:
            # The routes that need data raise it again, in the one shape for errors.
            generation = None
        state["generation"] = generation
        try:
            yield generation
        finally:
            if generation is not None:
                self._hub.router.release(generation)

    async def _miss(self, wanted: Wanted, scope: Scope, receive: Receive, send: Send) -> None:
        with self._pinned(scope["state"]) as generation:
            version = generation and generation.version
            key = (version, scope["path"], wanted.parameters, wanted.encoding)
            waiting = self._in_flight.get(key)
            if waiting is None:
                kept = await self._compute(key, wanted.encoding, scope, receive, send)
            else:
                kept = await asyncio.shield(waiting)
                if kept is None:
                    # The first one got an answer that is not for keeping: ask for ourselves.
                    await self._ask(scope, receive, send)
        if kept is not None:
            scope["state"]["route"] = kept.route
            await _send(kept, wanted.if_none_match, scope["state"], send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and say which of its routes it was."""
        try:
            await self._app(scope, receive, send)
        finally:
            scope["state"]["route"] = route_template(scope)

    async def _compute(
        self, key: Hashable, encoding: Encoding, scope: Scope, receive: Receive, send: Send
    ) -> CachedResponse | None:
        """Let the app answer once, for everybody who asks the same meanwhile.

        None when the answer was none for keeping; it is sent then."""
        future: asyncio.Future[CachedResponse | None] = asyncio.get_running_loop().create_future()
        self._in_flight[key] = future
        kept: CachedResponse | None = None
        try:
            capture = _Capture(send, future)
            await self._ask(scope, receive, capture)
            if capture.headers is not None:
                kept = await _encoded(
                    capture.headers, capture.body, encoding, scope["state"]["route"]
                )
                self._hub.cache.put(key, kept)
        finally:
            del self._in_flight[key]
            if not future.done():
                future.set_result(kept)
        return kept


def _passes(scope: Scope) -> bool:
    return scope["path"] in ENDLESS or (scope["path"] == CHAT and scope["method"] == "POST")


class _Capture:
    """Holds back a whole 200 with an ETag; everything else passes through as it comes.

    Who waits for the same is let go at once then: an export may take minutes.
    """

    def __init__(self, send: Send, waiters: asyncio.Future[CachedResponse | None]) -> None:
        self._send = send
        self._waiters = waiters
        self._start: Message | None = None
        self.headers: Headers | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        start, self._start = self._start, None
        if start is None:
            await self._send(message)
            return
        whole = not message.get("more_body", False) and start["status"] == 200
        if whole and any(name == b"etag" for name, _ in start["headers"]):
            self.headers, self.body = tuple(start["headers"]), message.get("body", b"")
            return
        if not self._waiters.done():
            self._waiters.set_result(None)
        await self._send(start)
        await self._send(message)


async def _send(
    response: CachedResponse, if_none_match: bytes | None, state: dict[str, Any], send: Send
) -> None:
    if if_none_match is not None and _matches(response.etag, if_none_match):
        status, headers, body = 304, response.not_modified_headers, b""
        lines = response.not_modified_lines
    else:
        status, headers, body, lines = 200, response.headers, response.body, response.lines
    whole: WholeSend | None = state.get("send_whole")
    if whole is not None and not state["head"] and whole(status, lines, body):
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _matches(etag: bytes, if_none_match: bytes) -> bool:
    if etag == if_none_match:
        return True
    wanted = [tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")]
    return b"*" in wanted or etag.removeprefix(b"W/") in wanted


async def _encoded(headers: Headers, body: bytes, encoding: Encoding, route: str) -> CachedResponse:
    name, body = await encoded(body, encoding)
    changed = [pair for pair in headers if pair[0] != b"content-length"]
    changed.append((b"vary", b"Accept-Encoding"))
    if name != IDENTITY:
        changed.append((b"content-encoding", name))
    changed.append((b"content-length", str(len(body)).encode()))
    return CachedResponse(tuple(changed), body, route)


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
