"""Runs a piece of work in a process of its own and says what it took."""

import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import psutil

MEGABYTE = 1_000_000
# Linux: clock_getcpuclockid(3) for a process, in nanoseconds; its tables have 10 ms.
PROCESS_CLOCK = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and CPU seconds (user + system), and the peak of the process's own memory in bytes."""

    wall_s: float
    cpu_s: float
    peak_rss: int


def cost_of(work: Callable[..., object], *arguments: object) -> Cost:
    """What `work` takes in a fresh process; it must be importable. Raises RuntimeError."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(sender, work, arguments))
    process.start()
    sender.close()
    try:
        cost: Cost = receiver.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} has failed, see above") from None
    finally:
        process.join()
    return cost


def _measured(sender: Connection, work: Callable[..., object], arguments: tuple[object]) -> None:
    process = psutil.Process()
    before = process.cpu_times()
    started = time.perf_counter()
    work(*arguments)
    wall_s = time.perf_counter() - started
    after = process.cpu_times()
    cpu_s = after.user - before.user + after.system - before.system
    sender.send(Cost(wall_s, cpu_s, _peak_rss(process)))


def cpu_s(process: psutil.Process) -> float:
    """User and system seconds of a process so far, as exactly as the system tells."""
    if sys.platform == "linux":
        return time.clock_gettime((~process.pid << 3) | PROCESS_CLOCK)
    times = process.cpu_times()
    return float(times.user + times.system)


def _peak_rss(process: psutil.Process) -> int:
    """The highest so far: Windows and Linux keep it, elsewhere the present is all there is."""
    memory = process.memory_info()
    if sys.platform == "linux":
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:  # noqa: PTH123
            peak = next(line for line in status if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1_024
    return int(getattr(memory, "peak_wset", memory.rss))
