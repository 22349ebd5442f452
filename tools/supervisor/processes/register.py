"""Which children this core has, kept where a later core finds them: `data/core/children/`."""

import contextlib
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path

from shared.files import write_atomic
from tools.supervisor.processes.guardian import Guardian
from tools.supervisor.processes.identity import Identity, identify

if sys.platform == "win32":
    from tools.supervisor.processes import _windows as system
else:
    from tools.supervisor.processes import _posix as system

# In the environment of each child and of what it starts: whoever has it is ours, whatever its pid.
MARK = "HUBCORE_RUN"
SWEEP_S = 5.0
LOOK_S = 0.05


class Register:
    """Told of every child by the services' threads, and tells the guardian.

    Advisory: a full disk costs a later sweep its list, never a service its start.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guardian = Guardian()
        self._run = secrets.token_hex(16)

    def open(self) -> None:
        """Raises OSError."""
        self._guardian.start()

    def close(self) -> None:
        self._guardian.close()

    def environment(self) -> dict[str, str]:
        return {MARK: self._run}

    def add(self, name: str, pid: int) -> None:
        self._guardian.add(pid)
        identity = identify(pid)
        if identity is not None:
            content = json.dumps({**asdict(identity), "run": self._run}).encode()
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                write_atomic(self._folder / f"{name}.json", content, durable=False)

    def remove(self, name: str, pid: int) -> None:
        """After the child's group has been ended."""
        self._guardian.remove(pid)
        with contextlib.suppress(OSError):
            (self._folder / f"{name}.json").unlink(missing_ok=True)


def sweep(folder: Path, kinds: Collection[str], clock: Callable[[], float] = time.monotonic) -> int:
    """Ends what an earlier core has left of these kinds of service; how many processes.

    The caller holds the claim, so no living core owns them. A pid that now is somebody else's has
    another beginning and is left alone.
    """
    files = [path for path in folder.glob("*.json") if path.stem.partition("-")[0] in kinds]
    found = set[Identity]()
    deadline = clock() + SWEEP_S
    for path in files:
        identity, run = _read(path)
        while left := _left(identity, run):
            found |= left
            for one in left:
                system.kill_identified(one.pid, one.started)
            if clock() > deadline:
                break
            time.sleep(LOOK_S)
        path.unlink(missing_ok=True)
    return len(found)


def _left(identity: Identity | None, run: str) -> set[Identity]:
    found = system.marked(MARK, run) if run else []
    marked = {Identity(pid, began) for pid, began in found if pid != os.getpid()}
    return marked | ({identity} if identity is not None and identity.lives() else set())


def _read(path: Path) -> tuple[Identity | None, str]:
    try:
        found = json.loads(path.read_bytes())
        return Identity(int(found["pid"]), str(found["started"])), str(found["run"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""
