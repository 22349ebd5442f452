"""A process that cannot be mistaken for another one: its pid and its beginning."""

import os
import sys
from dataclasses import dataclass

if sys.platform == "win32":
    from tools.supervisor.processes import _windows as system
else:
    from tools.supervisor.processes import _posix as system


@dataclass(frozen=True)
class Identity:
    """`started` compares, it does not count: each system has its own words for it."""

    pid: int
    started: str

    def lives(self) -> bool:
        return system.started(self.pid) == self.started


def identify(pid: int) -> Identity | None:
    """None when there is no such process (any more)."""
    began = system.started(pid)
    return None if began is None else Identity(pid, began)


def own_identity() -> Identity:
    return identify(os.getpid()) or Identity(os.getpid(), "")
