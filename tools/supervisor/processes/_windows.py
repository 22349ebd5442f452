"""Processes on Windows. Written from the documentation; not run on a Windows machine."""

import ctypes
import subprocess
import sys
from ctypes import c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any, BinaryIO

CREATE_NEW_PROCESS_GROUP = 0x00000200
CREATE_NO_WINDOW = 0x08000000
CREATE_BREAKAWAY_FROM_JOB = 0x01000000
# Not DETACHED_PROCESS: without any console the services would each open a window, and Ctrl+Break,
# which asks them to stop, travels only inside a console. This one has a console nobody sees.
DETACHED = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP

PROCESS_TERMINATE = 0x0001
PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
SYNCHRONIZE = 0x00100000
STILL_RUNNING = 0x102


def started(pid: int) -> str | None:
    """When the process began (FILETIME); None when there is none (any more)."""
    if sys.platform == "win32":
        return creation_time(ctypes.WinDLL("kernel32", use_last_error=True), pid)
    return None


def creation_time(kernel32: Any, pid: int) -> str | None:
    _declare(kernel32)
    rights = PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE
    handle = kernel32.OpenProcess(rights, False, pid)
    if not handle:
        return None
    try:
        return _began(kernel32, handle)
    finally:
        kernel32.CloseHandle(handle)


def start_detached(
    command: list[str], folder: Path, environment: dict[str, str], output: BinaryIO
) -> subprocess.Popen[bytes]:
    """Without a window, outside our job where that lets it go."""
    try:
        return _start(command, folder, environment, output, DETACHED | CREATE_BREAKAWAY_FROM_JOB)
    except PermissionError:
        return _start(command, folder, environment, output, DETACHED)


def has_guardian() -> bool:
    """The job object ends everything that we have started."""
    return False


def start_guardian(_groups: list[int]) -> subprocess.Popen[bytes]:
    raise OSError("there is no guardian on Windows")


def marked(_name: str, _value: str) -> list[tuple[int, str]]:
    """Windows does not tell what another process has in its environment."""
    return []


def kill_identified(pid: int, began: str) -> None:
    """The process if it is still that one."""
    if sys.platform == "win32":
        terminate(ctypes.WinDLL("kernel32", use_last_error=True), pid, began)


def terminate(kernel32: Any, pid: int, began: str) -> bool:
    """Looked at and ended through one handle: its pid cannot become another's in between."""
    _declare(kernel32)
    rights = PROCESS_TERMINATE | PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE
    handle = kernel32.OpenProcess(rights, False, pid)
    if not handle:
        return False
    try:
        return _began(kernel32, handle) == began and bool(kernel32.TerminateProcess(handle, 1))
    finally:
        kernel32.CloseHandle(handle)


def is_started_by(pid: int, child: int) -> bool:
    """Whether `pid` is `child`, or may be the Python that a `.venv`'s python.exe started for us."""
    # The parent of a process is not to be had without a package; a core claims its data folder,
    # so while ours has not ended no other one can have written its state there.
    return pid > 0 and child > 0


def _start(
    command: list[str], folder: Path, environment: dict[str, str], output: BinaryIO, flags: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        creationflags=flags,
    )


def _declare(kernel32: Any) -> None:
    """Handles are as wide as pointers, which ctypes cannot know."""
    kernel32.OpenProcess.restype = c_void_p
    kernel32.OpenProcess.argtypes = (c_uint32, c_uint32, c_uint32)
    kernel32.GetProcessTimes.argtypes = (c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
    kernel32.WaitForSingleObject.argtypes = (c_void_p, c_uint32)
    kernel32.TerminateProcess.argtypes = (c_void_p, c_uint32)
    kernel32.CloseHandle.argtypes = (c_void_p,)


def _began(kernel32: Any, handle: int) -> str | None:
    """An ended process keeps its pid while anybody has a handle on it."""
    if kernel32.WaitForSingleObject(handle, 0) != STILL_RUNNING:
        return None
    times = [c_uint64() for _ in range(4)]
    if not kernel32.GetProcessTimes(handle, *[ctypes.byref(time) for time in times]):
        return None
    return str(times[0].value)
