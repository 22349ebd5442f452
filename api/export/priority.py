"""Exports give way to everything else that this machine does."""

import sys

if sys.platform == "win32":
    from api.export import _windows as platform_priority
else:
    from api.export import _posix as platform_priority

PROCESS_FLAGS = platform_priority.PROCESS_FLAGS


def lower_thread_priority() -> None:
    """Of the calling thread, for good."""
    platform_priority.lower_thread_priority()


def lower_process_priority() -> None:
    """Of this process, for good."""
    platform_priority.lower_process_priority()
