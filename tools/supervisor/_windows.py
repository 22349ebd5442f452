"""Child processes on Windows. Written from the documentation and a C test under Wine; the Python
in here has not been run on a Windows machine."""

import contextlib
import ctypes
import signal
import socket
import subprocess
import sys
from ctypes import c_int, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any

CREATE_NEW_PROCESS_GROUP = 0x00000200
CREATE_BREAKAWAY_FROM_JOB = 0x01000000
JOB_KILL_ON_CLOSE = 0x00002000
JOB_BREAKAWAY_OK = 0x00000800
JOB_EXTENDED_LIMITS = 9

STOP_SIGNALS: tuple[signal.Signals, ...] = (signal.SIGINT, signal.SIGTERM)
if sys.platform == "win32":
    STOP_SIGNALS = (*STOP_SIGNALS, signal.SIGBREAK)


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION: 64 bytes on 64-bit Windows."""

    _fields_ = (
        ("per_process_time", c_int64),
        ("per_job_time", c_int64),
        ("flags", c_uint32),
        ("minimum_working_set", c_size_t),
        ("maximum_working_set", c_size_t),
        ("active_processes", c_uint32),
        ("affinity", c_size_t),
        ("priority_class", c_uint32),
        ("scheduling_class", c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: 144 bytes on 64-bit Windows."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("memory", c_size_t * 4),
    )


def kill_with_last_handle(kernel32: Any) -> int:
    """Put this process into a job that dies with it, children and all; the handle stays open.

    A browser may leave the job. Raises OSError when Windows refuses.
    """
    kernel32.CreateJobObjectW.restype = c_void_p
    kernel32.GetCurrentProcess.restype = c_void_p
    kernel32.SetInformationJobObject.argtypes = (c_void_p, c_int, c_void_p, c_uint32)
    kernel32.AssignProcessToJobObject.argtypes = (c_void_p, c_void_p)
    job = kernel32.CreateJobObjectW(None, None)
    limits = ExtendedLimits()
    limits.basic.flags = JOB_KILL_ON_CLOSE | JOB_BREAKAWAY_OK
    size = ctypes.sizeof(limits)
    done = kernel32.SetInformationJobObject(job, JOB_EXTENDED_LIMITS, ctypes.byref(limits), size)
    if not done or not kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess()):
        raise OSError("Windows refused the job object that ends the services with the manager")
    return int(job)


def bind_children_to_this_process() -> None:
    """From here on Windows ends everything we start when we end, however we end."""
    if sys.platform == "win32":
        kill_with_last_handle(ctypes.WinDLL("kernel32", use_last_error=True))


def start(
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    shared: socket.socket | None = None,
) -> subprocess.Popen[bytes]:
    """A process group of its own, in our console: Ctrl+Break travels only inside one console.

    `shared`: a listening socket that is given to it through stdin.
    """
    if shared is not None:
        command, environment = without_redirector(command, environment)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL if shared is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        creationflags=CREATE_NEW_PROCESS_GROUP,
    )
    if sys.platform == "win32" and shared is not None and process.stdin is not None:
        # One that has died already is seen by the supervisor; its pipe is broken then.
        with contextlib.suppress(OSError), process.stdin as pipe:
            pipe.write(shared.share(process.pid))
    return process


def without_redirector(
    command: list[str], environment: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    """The Python behind a `.venv`'s python.exe, started as multiprocessing does it.

    A socket is given to one process id; the redirector's child would be another one.
    """
    base = str(getattr(sys, "_base_executable", sys.executable))
    if command[0] != sys.executable or base == sys.executable:
        return command, environment
    return [base, *command[1:]], {**environment, "__PYVENV_LAUNCHER__": sys.executable}


def ask_to_stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32" and process.poll() is None:
        process.send_signal(signal.CTRL_BREAK_EVENT)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The child; the Python behind a `.venv`'s python.exe dies with it (a job of its own)."""
    if process.poll() is None:
        process.kill()


def is_process(reported: int, child: int) -> bool:
    """Whether `reported` is our child, or the Python that a `.venv`'s python.exe started for us."""
    # Here, because manager.py uses this module before there are any packages.
    import psutil

    if reported == child:
        return True
    try:
        return psutil.Process(reported).ppid() == child
    except psutil.Error:
        return False


def prepare_bind(listener: socket.socket) -> None:
    """Without it Windows lets two programs share a port."""
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)


def has_display() -> bool:
    return True


def open_browser(url: str) -> None:
    """Outside the job, so that closing the hub does not close the browser."""
    try:
        subprocess.Popen(["explorer.exe", url], creationflags=CREATE_BREAKAWAY_FROM_JOB)
    except OSError:
        return
