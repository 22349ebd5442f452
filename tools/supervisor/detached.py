"""Starts the core so that it outlives whoever asked: `manager.py start` and the window do this."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.supervisor.control.client import ControlClient, ControlFailed, failed, find

if sys.platform == "win32":
    from tools.supervisor.processes import _windows as system
else:
    from tools.supervisor.processes import _posix as system

ROOT = Path(__file__).resolve().parent.parent.parent
LOG_NAME = "core.log"
TIMEOUT_S = 60.0
LOOK_S = 0.1
TAIL_BYTES = 8_192
# What the core's log has before each sentence.
MARK = re.compile(r"^(\S+Z )?\[hub\] ")


def start(
    python: Path,
    arguments: Sequence[str],
    *,
    data_dir: Path,
    log_dir: Path,
    environment: Mapping[str, str] | None = None,
    timeout_s: float = TIMEOUT_S,
    waiting: Callable[[], None] = lambda: None,
) -> ControlClient:
    """The core's client as soon as its status answers. Raises ControlFailed with its last words.

    `python` is the `.venv`'s; `arguments` are those of `python -m tools.supervisor`. Folders that
    are not absolute count from the hub's own. `waiting` is called while nothing has happened.
    A core that runs already refuses the start: look with `find` first.
    """
    data_dir, log = ROOT / data_dir, ROOT / log_dir / LOG_NAME
    command = [str(python), "-m", "tools.supervisor", "--detached", *arguments]
    variables = {**(environment or os.environ), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            begins = output.tell()
            process = system.start_detached(command, ROOT, variables, output)
    except OSError as exc:
        raise failed("log_unwritable", path=log, error=exc.strerror or exc) from exc
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise failed("start_failed", last=_last_line(log, begins))
        client = _answering(data_dir, process)
        if client is not None:
            # Whoever lives on, as the window does, must not keep a dead core as a zombie.
            threading.Thread(target=process.wait, name="core reaper", daemon=True).start()
            return client
        waiting()
        time.sleep(LOOK_S)
    raise failed("start_slow", seconds=timeout_s, log=log)


def _answering(data_dir: Path, process: subprocess.Popen[bytes]) -> ControlClient | None:
    """The one that we have started, when it speaks; not an older one that is about to stop."""
    client = find(data_dir)
    if client is None or not system.is_started_by(client.state.pid, process.pid):
        return None
    try:
        client.status()
    except ControlFailed:
        return None
    return client


def _last_line(log: Path, begins: int) -> str:
    """What this start has said last; the file may have been rotated meanwhile."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(begins if begins < size else 0, size - TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return str(log)
    full = [line.strip() for line in lines if line.strip()]
    return MARK.sub("", full[-1]) if full else str(log)
