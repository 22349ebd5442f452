"""The shortest way from an address to the route that reads its data.

FastAPI takes 120-300 us to find a route, solve its dependencies and unwind its stacks: more than
the work of most answers. Here a plain GET goes straight to the same function with the same query
object. Whatever is not quite plain (a wrong parameter, another method, an unknown address) goes
to FastAPI, which stays the only one to say no.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple, get_type_hints

from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from api.exception_handlers import on_hub_error, on_unexpected
from api.hub import Hub
from api.wanted import canonical
from shared.errors import HubError
from shared.query_types import Text

ITEM_PATH = "/records/{item_code}"
ITEM_PREFIX = "/records/"


class Read(NamedTuple):
    """A route's function, and what it wants besides the pinned generation and the hub."""

    route: APIRoute
    call: Callable[..., Awaitable[Response]]
    query: type[BaseModel]
    takes_request: bool
    # Parameters that may be repeated.
    lists: frozenset[str]


class DataReads:
    """An ASGI app around FastAPI's."""

    def __init__(self, app: ASGIApp, hub: Hub, routes: Iterable[BaseRoute]) -> None:
        """`routes`: those whose functions take `query, generation, hub`, some the request too, and
        the records of an item its code."""
        self._app = app
        self._hub = hub
        self._reads = {
            route.path: _read_of(route) for route in routes if isinstance(route, APIRoute)
        }
        # Its path is a template, which somebody may ask for as it stands.
        self._item_read = self._reads.pop(ITEM_PATH)
        self._item_code = TypeAdapter[str](Text)
        # What FastAPI's own outermost layer does about a bug.
        self._guarded = ServerErrorMiddleware(self._answer, handler=on_unexpected)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._prepared(scope):
            await self._guarded(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _prepared(self, scope: Scope) -> bool:
        """Whether this is a plain request; what it asks for is then in the scope."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["root_path"]:
            return False
        state = scope["state"]
        if state.get("generation") is None:
            return False
        path: str = scope["path"]
        values: dict[str, Any] = {}
        try:
            read = self._reads.get(path)
            if read is None:
                code = path.removeprefix(ITEM_PREFIX)
                if code == path or "/" in code or code == "export":
                    return False
                read = self._item_read
                values["item_code"] = self._item_code.validate_python(code)
            query = _parsed(read, scope["query_string"])
        except ValidationError:
            return False
        if query is None:
            return False
        values["query"] = query
        scope["route"] = read.route
        state["read"] = (read, values)
        return True

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        read, values = scope["state"]["read"]
        request = Request(scope)
        if read.takes_request:
            values["request"] = request
        try:
            response = await read.call(
                generation=scope["state"]["generation"], hub=self._hub, **values
            )
        except HubError as exc:
            response = on_hub_error(request, exc)
        await response(scope, receive, send)


def _read_of(route: APIRoute) -> Read:
    hints = get_type_hints(route.endpoint)
    query = hints["query"]
    lists = {name for name, field in query.model_fields.items() if isinstance(field.default, tuple)}
    return Read(route, route.endpoint, query, "request" in hints, frozenset(lists))


def _parsed(read: Read, query_string: bytes) -> BaseModel | None:
    """The query object, out of the same pairs that Starlette makes; None for a repeated parameter
    that is no list. Raises ValidationError."""
    given: dict[str, Any] = {}
    for name, value in canonical(query_string):
        if name in read.lists:
            given.setdefault(name, []).append(value)
        elif name in given:
            return None
        else:
            given[name] = value
    return read.query.model_validate(given)
