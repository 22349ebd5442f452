"""On Linux and macOS: the shared socket of a worker, and what glibc's allocator has to be told."""

import ctypes
import socket

# <malloc.h>
M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
# glibc refuses a higher one.
LARGEST_BLOCK_BYTES = 32 * 1024 * 1024
KEPT_BYTES = 64 * 1024 * 1024


def take_socket(handed_over: str) -> socket.socket:
    """The listening socket, inherited as this file descriptor. Raises OSError, ValueError."""
    return socket.socket(fileno=int(handed_over))


def keep_freed_memory() -> bool:
    """Keep what a page of records (170 KB, several times) has freed for the next one.

    glibc takes blocks from 128 KB on from the kernel and gives them back at once: some
    hundred page faults a request. False where the allocator is another one (musl, macOS).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    done = mallopt(M_MMAP_THRESHOLD, LARGEST_BLOCK_BYTES)
    return bool(done and mallopt(M_TRIM_THRESHOLD, KEPT_BYTES))
