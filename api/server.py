"""uvicorn, told what this app needs at its end, and how to share a port with other workers."""

import asyncio
import socket

import uvicorn

from api.fair_listener import FairListener
from api.fleet import own_figures
from api.http_protocol import BoundedHttpProtocol
from api.hub import Hub


class Server(uvicorn.Server):
    """Ends the event streams first: uvicorn waits for open answers before it tells the app.

    With `shared`, a socket that listens already, it is one of several workers.
    """

    def __init__(
        self, config: uvicorn.Config, hub: Hub, shared: socket.socket | None = None
    ) -> None:
        super().__init__(config)
        self._hub = hub
        self._shared = shared
        self._listener: FairListener | None = None
        self._life: asyncio.Task[None] | None = None
        hub.connections = lambda: len(self.server_state.connections)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        if self._shared is None or self._hub.worker is None:
            await super().startup(sockets)
            return
        await super().startup([])
        worker = self._hub.worker
        self._life = asyncio.create_task(worker.live(lambda: own_figures(self._hub)))
        self._listener = FairListener(
            self._shared, self._protocol, self._hub.connections, worker.may_accept, worker.note
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.events.close()
        if self._listener is not None:
            self._listener.close()
            await self._listener.settled()
        await super().shutdown(sockets)
        if self._life is not None and self._hub.worker is not None:
            self._life.cancel()
            self._hub.worker.leave()

    def _protocol(self) -> asyncio.Protocol:
        made = BoundedHttpProtocol(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        if self._hub.worker is not None:
            made.lets_go = self._hub.worker.lets_go
        return made
