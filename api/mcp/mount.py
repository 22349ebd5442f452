"""`/mcp` in front of the API's routes: whose pages may call it, and what is said without it."""

import importlib.util
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from api.hosts import AllowedHosts
from api.hub import Hub
from api.responses import problem_response
from shared.access_errors import McpNotInstalled, OriginNotAllowed
from shared.errors import MethodNotAllowed, RequestError

logger = logging.getLogger(__name__)

PATH = "/mcp"


class McpMount:
    """Plain ASGI. No request needs what another one left, so any worker answers any of them."""

    def __init__(self, hub: Hub, hosts: AllowedHosts, version: str) -> None:
        self._hosts = hosts
        self._manager = None
        if importlib.util.find_spec("mcp") is None:
            logger.error("mcp_missing %s", McpNotInstalled.hint)
            return
        # 0.6 s and 25 MB: only for who has asked for it.
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from api.mcp.service import ToolService

        service = ToolService(hub.router, hub.sql, hub.settings)
        # Hosts and bodies are the guard's, which stands before this.
        self._manager = StreamableHTTPSessionManager(
            service.server(version), json_response=True, stateless=True
        )

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Serves calls for as long as it lasts."""
        if self._manager is None:
            yield
            return
        async with self._manager.run():
            yield

    def before(self, app: ASGIApp) -> ASGIApp:
        """Answers `/mcp` itself and leaves the rest to `app`."""

        async def either(scope: Scope, receive: Receive, send: Send) -> None:
            mine = scope["type"] == "http" and scope["path"] == PATH
            await (self if mine else app)(scope, receive, send)

        return either

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["route"] = PATH
        try:
            self._check_origin(scope)
            if scope["method"] != "POST":
                # A GET would be a stream without an end that nothing is ever sent on.
                raise MethodNotAllowed(f"{PATH} takes POST only")
            if self._manager is None:
                raise McpNotInstalled("the package mcp is not installed")
        except RequestError as exc:
            response = problem_response(exc, scope["state"]["request_id"])
            if isinstance(exc, MethodNotAllowed):
                response.headers["allow"] = "POST"
            await response(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)

    def _check_origin(self, scope: Scope) -> None:
        """Raises OriginNotAllowed. Browsers send it, and a page of another site must not ask."""
        for name, value in scope["headers"]:
            if name == b"origin" and not self._hosts.allow(value.rpartition(b"//")[2]):
                raise OriginNotAllowed(f"the page is {value[:100].decode('latin-1')!a}")
