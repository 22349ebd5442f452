"""Turns away what no honest client sends, before any of it is worked on or kept."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.hosts import AllowedHosts
from api.responses import problem_response
from shared.errors import BodyTooLarge, HostNotAllowed, RequestError, UriTooLong

MAX_BODY_BYTES = 64 * 1024
MAX_URI_PART_BYTES = 8 * 1024


class Guard:
    """Plain ASGI. Foreign hosts, long addresses and large bodies are answered here."""

    def __init__(self, app: ASGIApp, hosts: AllowedHosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            if self._has_body(scope):
                receive = await _read(receive)
        except RequestError as exc:
            # What is left of the body is thrown away as it arrives: closing at once would make
            # many clients lose the answer.
            response = problem_response(exc, scope["state"]["request_id"])
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _has_body(self, scope: Scope) -> bool:
        """Raises HostNotAllowed, UriTooLong or BodyTooLarge."""
        if len(scope["query_string"]) > MAX_URI_PART_BYTES:
            raise UriTooLong(f"the parameters have {len(scope['query_string']):,} bytes")
        if len(scope["path"]) > MAX_URI_PART_BYTES:
            raise UriTooLong(f"the path has {len(scope['path']):,} characters")
        has_body = False
        for name, value in scope["headers"]:
            if name == b"host":
                if not self._hosts.allow(value):
                    shown = value[:100].decode("latin-1")
                    raise HostNotAllowed(f"the request was sent to {shown!a}")
            elif name == b"content-length":
                has_body = value != b"0"
                if value.isdigit() and int(value[:20]) > MAX_BODY_BYTES:
                    raise BodyTooLarge(f"the body is announced with {value[:20].decode()} bytes")
            elif name == b"transfer-encoding":
                has_body = True
        return has_body


async def _read(receive: Receive) -> Receive:
    """A `receive` that gives the whole body at once. Raises BodyTooLarge as soon as it is."""
    pieces: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > MAX_BODY_BYTES:
            raise BodyTooLarge(f"more than {MAX_BODY_BYTES:,} bytes were sent")
        more = message.get("more_body", False)
    first: Message | None = {"type": "http.request", "body": b"".join(pieces), "more_body": False}
    if more:
        first = message

    async def replay() -> Message:
        nonlocal first
        if first is None:
            return await receive()
        message, first = first, None
        return message

    return replay
