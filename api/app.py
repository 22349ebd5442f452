"""Builds the app; nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from api import docs, exception_handlers, openapi
from api.door import Door
from api.front import DataFront
from api.guard import Guard
from api.hosts import AllowedHosts
from api.hub import Hub
from api.key_ring import KeyRing
from api.mcp.mount import McpMount
from api.rate_limiter import RateLimiter
from api.reads import DataReads
from api.repeated import refuse_repeated
from api.request_context import RequestContext
from api.routers import (
    chat,
    events,
    export,
    health,
    items,
    metrics,
    overview,
    quality,
    records,
    summaries,
)
from shared.rate_limits import parse_rate_limits
from shared.settings import Settings

VERSION = "0.1.0"


def create_app(settings: Settings) -> ASGIApp:
    return assemble(Hub(settings))


def assemble(hub: Hub) -> ASGIApp:
    """The whole ASGI app: request context, door, guard, data front, FastAPI."""
    hosts = AllowedHosts(hub.settings.allowed_hosts, hub.settings.host)
    mount = McpMount(hub, hosts, VERSION) if hub.settings.mcp else None
    app = create_fastapi(hub, beside=mount.run if mount else nullcontext)
    front: ASGIApp = DataFront(DataReads(app, hub, data_routes()), hub)
    if mount is not None:
        front = mount.before(front)
    limits = parse_rate_limits(hub.settings.rate_limit)
    limiter = RateLimiter(limits) if limits else None
    door = Door(Guard(front, hosts), KeyRing(hub.settings.api_keys), limiter)
    return RequestContext(door, hub.requests, hub.access_log)


def data_routes() -> list[BaseRoute]:
    """The routes that depend on nothing but the data version and the URL, and are asked often."""
    modules = (records, items, summaries, overview)
    return [route for module in modules for route in module.router.routes]


def create_fastapi(
    hub: Hub, beside: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
) -> FastAPI:
    """Routes and their OpenAPI document. `beside` is open while the app runs."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        hub.assistant.warm_up()
        async with beside():
            yield
        await hub.assistant.close()
        hub.close()

    app = FastAPI(
        title="Production Data Hub",
        version=VERSION,
        description="Production records of the ERP, never torn, stale or wrong.",
        lifespan=lifespan,
        dependencies=[Depends(refuse_repeated)],
        generate_unique_id_function=_operation_id,
        docs_url=None,
        redoc_url=None,
    )
    app.state.hub = hub
    exception_handlers.install(app)
    # Its address would be taken for an item's otherwise.
    for module in (export, records, items, summaries, overview, quality, health, events, metrics):
        app.include_router(module.router)
    app.include_router(chat.router)
    openapi.install(app)
    docs.install(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
