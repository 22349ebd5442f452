"""Builds the app; nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from api import exception_handlers, openapi
from api.front import DataFront
from api.hub import Hub
from api.request_context import RequestContext
from api.routers import health, items, quality, records, summaries
from shared.settings import Settings

VERSION = "0.1.0"


def create_app(settings: Settings) -> ASGIApp:
    """The whole ASGI app: request context, data front, FastAPI."""
    hub = Hub(settings)
    return RequestContext(DataFront(create_fastapi(hub), hub))


def create_fastapi(hub: Hub) -> FastAPI:
    """Routes and their OpenAPI document."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        hub.close()

    app = FastAPI(
        title="Production Data Hub",
        version=VERSION,
        description="Production records of the ERP, never torn, stale or wrong.",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
    )
    app.state.hub = hub
    exception_handlers.install(app)
    for module in (records, items, summaries, quality, health):
        app.include_router(module.router)
    openapi.install(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
