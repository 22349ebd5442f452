"""How a worker gets the shared socket on Linux and macOS."""

import socket


def take_socket(handed_over: str) -> socket.socket:
    """The listening socket, inherited as this file descriptor. Raises OSError, ValueError."""
    return socket.socket(fileno=int(handed_over))
