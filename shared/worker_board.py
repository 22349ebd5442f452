"""One small mapped file in which every API worker notes that it lives and how busy it is.

Mapped, not written: a full or slow disk must not look like a worker that hangs.
"""

import mmap
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path

MAX_WORKERS = 16
# pid, moment of the heartbeat, open connections. The monotonic clock is one for all processes of a
# machine, and nobody sets it back.
SLOT = struct.Struct("<QdQ")
CONNECTIONS = struct.Struct("<Q")
CONNECTIONS_AT = SLOT.size - CONNECTIONS.size
SIZE = MAX_WORKERS * SLOT.size


@dataclass(frozen=True, slots=True)
class Slot:
    """What one worker said last; pid 0 when there is none."""

    pid: int
    age_s: float
    connections: int


class WorkerBoard:
    """Workers count from 1. Each writes its own slot only, anybody reads all of them."""

    def __init__(self, path: Path) -> None:
        """Makes the file where there is none. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            missing = SIZE - os.fstat(file.fileno()).st_size
            if missing > 0:
                # Real zeros: a hole could not be filled any more on a full disk.
                file.write(bytes(missing))
                file.flush()
            self._map = mmap.mmap(file.fileno(), SIZE)

    def close(self) -> None:
        self._map.close()

    def beat(self, worker: int, connections: int) -> None:
        """`worker` is this process, and lives now."""
        SLOT.pack_into(self._map, _place(worker), os.getpid(), time.monotonic(), connections)

    def note(self, worker: int, connections: int) -> None:
        """Only how busy it is: 1 us, at every new connection."""
        CONNECTIONS.pack_into(self._map, _place(worker) + CONNECTIONS_AT, connections)

    def clear(self, worker: int) -> None:
        SLOT.pack_into(self._map, _place(worker), 0, 0.0, 0)

    def read(self, worker: int) -> Slot:
        pid, moment, connections = SLOT.unpack_from(self._map, _place(worker))
        return Slot(pid, max(0.0, time.monotonic() - moment), connections)

    def living(self, max_age_s: float) -> dict[int, Slot]:
        """The workers whose heartbeat is younger than that."""
        slots = {worker: self.read(worker) for worker in range(1, MAX_WORKERS + 1)}
        return {n: slot for n, slot in slots.items() if slot.pid and slot.age_s < max_age_s}


def worker_name(worker: int) -> str:
    return f"api-{worker}"


def _place(worker: int) -> int:
    if not 1 <= worker <= MAX_WORKERS:
        raise ValueError(f"worker {worker} of {MAX_WORKERS}")
    return (worker - 1) * SLOT.size
