"""A stream of data versions, so that pages and scripts need not poll."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.broadcaster import Broadcaster, Look
from api.dependencies import HubDep
from api.health_report import version_event
from api.responses import problems
from shared.errors import InvalidQuery, TooManyListeners
from shared.queries import NoParameters

router = APIRouter(tags=["health"])
NoQuery = Annotated[NoParameters, Query()]

EVENT_STREAM = "text/event-stream"
# X-Accel-Buffering: nginx would hold events back until a buffer is full.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
EXAMPLE = (
    'event: version\ndata: {"version":"5f0c1d2e3a4b",'
    '"published_at":"2026-11-20T09:00:00.000+00:00","data_to":"2026-11-20","status":"ok"}\n\n'
)


class EventStream(StreamingResponse):
    """Takes its place among the listeners when it is sent, gives it back whatever happens."""

    def __init__(self, broadcaster: Broadcaster, look: Look) -> None:
        super().__init__(broadcaster.events(), headers=HEADERS, media_type=EVENT_STREAM)
        self._broadcaster = broadcaster
        self._look = look

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._broadcaster.listening(self._look):
            await super().__call__(scope, receive, send)


@router.get(
    "/events",
    response_class=Response,
    responses={
        200: {"description": "Endless", "content": {EVENT_STREAM: {"example": EXAMPLE}}},
        **problems(InvalidQuery, TooManyListeners),
    },
)
async def events(_: NoQuery, hub: HubDep) -> Response:
    """Server-Sent Events: `version` with `{version, published_at, data_to, status}` at once and
    whenever one of them changes. `status` is `ok`, `degraded` or `unavailable`."""
    return EventStream(hub.events, partial(version_event, hub))


@router.head("/events", include_in_schema=False)
async def events_head(_: NoQuery) -> Response:
    """The headers alone: the stream itself never ends."""
    return Response(headers=HEADERS, media_type=EVENT_STREAM)
