"""Ports that nobody uses at the moment, and nobody else will be given."""

import os
import socket
import threading
from collections.abc import Iterator
from itertools import count, islice

# Below what systems give to outgoing connections (from 32768), which one of another test would take
# between our look and the service's bind. Each pytest process has a block of its own.
_FIRST = 20_000
_BLOCK = 1_500
_lock = threading.Lock()
_next = count()


def free_ports(wanted: int) -> list[int]:
    with _lock:
        return list(islice(_free(), wanted))


def _free() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for number in islice(_next, _BLOCK):
        port = _FIRST + worker % 8 * _BLOCK + (number + os.getpid()) % _BLOCK
        if is_free(port):
            yield port


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
