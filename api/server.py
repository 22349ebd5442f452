"""uvicorn, told what this app needs at its end."""

import socket

import uvicorn

from api.hub import Hub


class Server(uvicorn.Server):
    """Ends the event streams first: uvicorn waits for open answers before it tells the app."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.events.close()
        await super().shutdown(sockets)
