"""Takes connections from a socket that several workers share, so that each gets as many.

Event loops accept all that is waiting at once: of 16 connections opened together one worker of two
took 16 (tools/supervisor/DESIGN.md).
"""

import asyncio
import logging
import socket
from collections.abc import Callable

logger = logging.getLogger(__name__)

# How long the less busy workers have to take a connection; then the one that waited takes it.
COURTESY_S = 0.002
# As long as asyncio waits when the process has no file descriptors left.
EXHAUSTED_S = 1.0


class FairListener:
    """One connection a turn of the event loop, and only while `may_accept(open connections)`."""

    def __init__(
        self,
        sock: socket.socket,
        make_protocol: Callable[[], asyncio.Protocol],
        connections: Callable[[], int],
        may_accept: Callable[[int], bool],
    ) -> None:
        self._sock = sock
        self._make_protocol = make_protocol
        self._connections = connections
        self._may_accept = may_accept
        self._loop = asyncio.get_running_loop()
        self._pending: set[asyncio.Task[None]] = set()
        self._closed = False
        sock.setblocking(False)
        self._loop.add_reader(sock, self._readable)

    def close(self) -> None:
        """Stop listening; what waits in the queue is left to the other workers."""
        if not self._closed:
            self._closed = True
            self._loop.remove_reader(self._sock)
            self._sock.close()

    async def settled(self) -> None:
        """Until every connection that was taken has its protocol."""
        if self._pending:
            await asyncio.wait(self._pending)

    def _readable(self) -> None:
        if self._may_accept(self._connections() + len(self._pending)):
            self._accept()
        else:
            self._pause(COURTESY_S)

    def _pause(self, seconds: float) -> None:
        self._loop.remove_reader(self._sock)
        self._loop.call_later(seconds, self._resume)

    def _resume(self) -> None:
        if not self._closed:
            self._loop.add_reader(self._sock, self._readable)
            self._accept()

    def _accept(self) -> None:
        try:
            connection, _ = self._sock.accept()
        except (BlockingIOError, InterruptedError, ConnectionError):
            # Another worker was faster, or the client has gone.
            return
        except OSError as exc:
            logger.warning("accept_failed error=%s", exc)
            self._pause(EXHAUSTED_S)
            return
        connection.setblocking(False)
        task = self._loop.create_task(self._attach(connection))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _attach(self, connection: socket.socket) -> None:
        try:
            # asyncio does so only where the socket knows its protocol; an inherited one may not.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await self._loop.connect_accepted_socket(self._make_protocol, connection)
        except OSError:
            # The client has gone meanwhile.
            connection.close()
