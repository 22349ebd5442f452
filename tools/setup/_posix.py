"""Setting up on Linux and macOS."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

SCRIPTS = "bin"
PYTHON = "python"
UV = "uv"
# pip starts a pip of its own: only a group can be ended as a whole.
NEW_SESSION = True


def end(process: subprocess.Popen[str]) -> None:
    """A program and what it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def hand_over(python: Path, arguments: list[str], environment: dict[str, str]) -> int:
    """Become the other program: signals and the exit code need no passing on."""
    os.execve(python, [str(python), *arguments], environment)  # noqa: S606 - no shell is wanted
