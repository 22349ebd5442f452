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
    """One connection at a time, and only while `may_accept(open connections)`.

    `note(open connections)` hears of each that was taken. Both are told exact counts: of two that
    hear one too many from each other, one takes what was the other's.
    """

    def __init__(
        self,
        sock: socket.socket,
        make_protocol: Callable[[], asyncio.Protocol],
        connections: Callable[[], int],
        may_accept: Callable[[int], bool],
        note: Callable[[int], None],
    ) -> None:
        self._sock = sock
        self._make_protocol = make_protocol
        self._connections = connections
        self._may_accept = may_accept
        self._note = note
        self._loop = asyncio.get_running_loop()
        self._pending: asyncio.Task[None] | None = None
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
        """Until the connection that was taken last has its protocol."""
        if self._pending:
            await asyncio.wait([self._pending])

    def _readable(self) -> None:
        # Its connection is among the open ones some turns before the task ends: neither count is
        # exact until then. The loop calls again while connections wait.
        if self._pending:
            return
        if self._may_accept(self._connections()):
            self._accept()
        else:
            self._pause(COURTESY_S)

    def _pause(self, seconds: float) -> None:
        self._loop.remove_reader(self._sock)
        self._loop.call_later(seconds, self._resume)

    def _resume(self) -> None:
        if not self._closed:
            self._loop.add_reader(self._sock, self._readable)
            if not self._pending:
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
        self._note(self._connections() + 1)
        self._pending = self._loop.create_task(self._attach(connection))
        self._pending.add_done_callback(self._attached)

    def _attached(self, _: asyncio.Task[None]) -> None:
        self._pending = None

    async def _attach(self, connection: socket.socket) -> None:
        try:
            # asyncio does so only where the socket knows its protocol; an inherited one may not.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await self._loop.connect_accepted_socket(self._make_protocol, connection)
        except OSError:
            # The client has gone meanwhile.
            connection.close()
