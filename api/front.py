"""The plain ASGI front of the app: pins one data version a request, answers what it knows.

A hit or a 304 never enters FastAPI. Only answers that carry an ETag are kept: routes give it to
what depends on nothing but the data version and the URL.
"""

import asyncio
from collections.abc import Hashable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.compression import AS_IT_IS, IDENTITY, Encoding, encoded, negotiate
from api.hub import Hub
from api.request_metrics import route_template
from api.response_cache import CachedResponse, Headers
from shared.db.generation import Generation
from shared.errors import DataUnavailable

# Longer ones are nobody's browser; they are not worth a place among the remembered ones.
MAX_ACCEPT_ENCODING = 200
# The same for parameters: the longer ones are read each time.
MAX_REMEMBERED_QUERY = 500

# Streams without an end pin no version for their life, and nobody can share or keep them.
ENDLESS = {"/events"}


class DataFront:
    def __init__(self, app: ASGIApp, hub: Hub) -> None:
        self._app = app
        self._hub = hub
        self._in_flight: dict[Hashable, asyncio.Future[CachedResponse | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in ENDLESS:
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}
            send = _without_body(send)
        generation = self._acquire()
        try:
            scope.setdefault("state", {}).update(generation=generation, head=head)
            if generation is None or scope["method"] != "GET":
                await self._ask(scope, receive, send)
            else:
                await self._answer(generation, scope, receive, send)
        finally:
            if generation is not None:
                self._hub.router.release(generation)

    def _acquire(self) -> Generation | None:
        try:
            return self._hub.router.acquire()
        except DataUnavailable:
            # The routes that need data raise it again, in the one shape for errors.
            return None

    async def _answer(
        self, generation: Generation, scope: Scope, receive: Receive, send: Send
    ) -> None:
        cache = self._hub.cache
        cache.follow(generation.version)
        encoding, if_none_match = _request_headers(scope)
        key = (generation.version, scope["path"], canonical(scope["query_string"]), encoding)
        while (response := cache.get(key)) is None:
            waiting = self._in_flight.get(key)
            if waiting is None:
                await self._compute(key, encoding, if_none_match, scope, receive, send)
                return
            if await asyncio.shield(waiting) is None:
                # The first one got an answer that is not for keeping: ask for ourselves.
                await self._ask(scope, receive, send)
                return
        scope["state"]["route"] = response.route
        await _send(response, if_none_match, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and say which of its routes it was."""
        try:
            await self._app(scope, receive, send)
        finally:
            scope["state"]["route"] = route_template(scope)

    async def _compute(
        self,
        key: Hashable,
        encoding: Encoding,
        if_none_match: bytes | None,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Let the app answer once, for everybody who asks the same meanwhile."""
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
        if kept is not None:
            await _send(kept, if_none_match, send)


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


async def _send(response: CachedResponse, if_none_match: bytes | None, send: Send) -> None:
    if if_none_match is not None and _matches(response.etag, if_none_match):
        await send(
            {
                "type": "http.response.start",
                "status": 304,
                "headers": response.not_modified_headers,
            }
        )
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": response.headers})
    await send({"type": "http.response.body", "body": response.body})


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


def _request_headers(scope: Scope) -> tuple[Encoding, bytes | None]:
    """The encoding to answer with, and the ETag that the client has."""
    accepts = if_none_match = None
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts = value if accepts is None else accepts + b"," + value
        elif name == b"if-none-match":
            if_none_match = value
    if accepts is None or len(accepts) > MAX_ACCEPT_ENCODING:
        return AS_IT_IS, if_none_match
    return negotiate(accepts), if_none_match


def canonical(query_string: bytes) -> bytes:
    """One key for the same parameters in any order and any spelling of their characters."""
    if b"&" not in query_string and b"%" not in query_string and b"+" not in query_string:
        return query_string
    if len(query_string) > MAX_REMEMBERED_QUERY:
        return _sorted_query(query_string)
    return _remembered_query(query_string)


def _sorted_query(query_string: bytes) -> bytes:
    """Sorted by name alone: of a parameter that is given twice the last value counts, and the
    order of columns is the order in which they are named."""
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    return urlencode(sorted(pairs, key=lambda pair: pair[0]), errors="surrogatepass").encode()


_remembered_query = lru_cache(1_024)(_sorted_query)


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
