"""The one listening socket that all API workers inherit: it outlives each of them."""

import socket
import sys

from tools.supervisor.ports import Address

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

# uvicorn's own.
BACKLOG = 2048


class SharedListener:
    """A connection that waits in its queue is answered by whichever worker lives."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._socket: socket.socket | None = None

    def open(self) -> None:
        """Raises OSError."""
        family = socket.AF_INET6 if ":" in self.address.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            system.prepare_bind(listener)
            if family == socket.AF_INET6:
                # As the event loops do for one worker.
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((self.address.host, self.address.port))
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
        self._socket = listener

    def opened(self) -> socket.socket:
        """Raises OSError when it is not open (any more)."""
        if self._socket is None:
            raise OSError(f"port {self.address.port} is not listened on")
        return self._socket

    def close(self) -> None:
        """The port is free when the last worker has closed it too."""
        if self._socket is not None:
            listener, self._socket = self._socket, None
            listener.close()
