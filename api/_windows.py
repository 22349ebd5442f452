"""How a worker gets the shared socket on Windows. Written from the documentation, not run there."""

import socket
import sys

if sys.platform == "win32":

    def take_socket(_handed_over: str) -> socket.socket:
        """The listening socket whose description comes through stdin. Raises OSError."""
        return socket.fromshare(sys.stdin.buffer.read())

    def keep_freed_memory() -> bool:
        """Windows' allocator keeps freed blocks by itself."""
        return False
