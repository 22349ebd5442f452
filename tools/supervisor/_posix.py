"""Child processes on Linux and macOS."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# SIGKILL, not SIGTERM: Streamlit survives SIGTERM when its stdout is closed. Set by the child
# itself, which keeps it over exec; a preexec_fn would run Python in a fork of many threads.
# The parent may have died before the request was made, hence the look at who it is.
BOUND_TO_PARENT = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


def bind_children_to_this_process() -> None:
    """Nothing to do here: each child is bound when it starts."""


def start(
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    shared: socket.socket | None = None,
) -> subprocess.Popen[bytes]:
    """A child with a process group of its own; on Linux the kernel ends it when we die.

    `shared`: a listening socket that it inherits; `--socket` tells it where.
    """
    inherited = () if shared is None else (shared.fileno(),)
    if inherited:
        command = [*command, "--socket", str(inherited[0])]
    if sys.platform == "linux":
        bound = [sys.executable, "-I", "-S", "-c", BOUND_TO_PARENT, str(os.getpid())]
        command = [*bound, *command]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=inherited,
    )


def ask_to_stop(process: subprocess.Popen[bytes]) -> None:
    _signal_group(process, signal.SIGTERM)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The child and whatever it started; also after the child itself has gone."""
    _signal_group(process, signal.SIGKILL)


def is_process(reported: int, child: int) -> bool:
    """Whether the process that calls itself `reported` is our child."""
    return reported == child


def prepare_bind(listener: socket.socket) -> None:
    """As the servers do: a port that only waits for its last packets counts as free."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def has_display() -> bool:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform == "darwin" or bool(shown)


def open_browser(url: str) -> None:
    """Away from our output: a browser talks a lot."""
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    with contextlib.suppress(OSError):
        subprocess.Popen(
            [opener, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
