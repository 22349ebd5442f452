"""The dashboard as one process: Streamlit's server, warmed up, with the pulse route."""

import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard import session
from dashboard.control.workdays import is_workday
from dashboard.export_route import EXPORT_PATH, export
from dashboard.pages import PAGES
from dashboard.pulse import PULSE_PATH, state_of
from shared.settings import Settings

logger = logging.getLogger(__name__)

_SCRIPT = Path(__file__).with_name("app.py")
# Streamlit imports the first four for the first page it draws: 2 s of CPU that the first
# viewer would wait for.
_WARM_MODULES = (
    "numpy",
    "pandas",
    "pyarrow",
    "PIL.Image",
    "dashboard.frame",
    "dashboard.filters",
    *(f"dashboard.{page.name}.page" for page in PAGES),
)


def build_app() -> st.App:
    return st.App(
        _SCRIPT,
        lifespan=_warm_up,
        routes=[Route(PULSE_PATH, _pulse), Route(EXPORT_PATH, export)],
        on_script_error=_show_script_error,
    )


def run(settings: Settings) -> None:
    """Serves until SIGTERM or Ctrl+C; exits with status 1 when the port is taken."""
    build_app().run(
        config={
            "server.address": settings.host,
            "server.port": settings.dashboard_port,
            "server.headless": True,
            "browser.gatherUsageStats": False,
        }
    )


@asynccontextmanager
async def _warm_up(_app: st.App) -> AsyncIterator[None]:
    """Beside the start, not before it: the server answers while the imports run."""
    threading.Thread(target=_import_what_pages_need, daemon=True).start()
    yield


def _import_what_pages_need() -> None:
    for name in _WARM_MODULES:
        importlib.import_module(name)
    # Loads Korea's calendar: half a second that the first control chart would wait for.
    is_workday(session.today())


async def _pulse(_request: Request) -> JSONResponse:
    hub = session.hub_client()
    health = await anyio.to_thread.run_sync(hub.health)
    return JSONResponse({"state": state_of(health, hub.clock())})


def _show_script_error(exc: Exception) -> bool:
    """A sentence in place of a traceback; the traceback goes to the log."""
    logger.error("script_failed error=%s", type(exc).__name__, exc_info=exc)
    st.error(session.translate()("script_error"), icon=":material/error:")
    return True
