"""Processes on Linux and macOS: who one is, and starting one that outlives us."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Fields of /proc/PID/stat behind the name, which may itself hold spaces and brackets.
STATE, START_TICKS = 0, 19
PS_TIMEOUT_S = 5.0

# At once and without asking: Linux has sent the same to our children already.
GUARDIAN = """
import os, signal, sys
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
groups = set(map(int, sys.argv[1:]))
for line in sys.stdin:
    (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
for group in groups:
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        pass
"""


def started(pid: int) -> str | None:
    """When the process began, in the system's own words; None when there is none (any more).

    A pid is given to somebody else one day; a pid with its beginning never is.
    """
    if sys.platform == "linux":
        return _from_proc(pid)
    return _from_ps(pid)


def start_detached(
    command: list[str], folder: Path, environment: dict[str, str], output: BinaryIO
) -> subprocess.Popen[bytes]:
    """In a session of its own: neither our terminal's end nor its Ctrl+C reaches it."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def is_started_by(pid: int, child: int) -> bool:
    """Whether `pid` is the process that was started as `child`."""
    return pid == child


def has_guardian() -> bool:
    return True


def start_guardian(groups: list[int]) -> subprocess.Popen[bytes]:
    """In a session of its own: what ends us must not end it. Reads `+group` and `-group`."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", GUARDIAN, *map(str, groups)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def marked(name: str, value: str) -> list[tuple[int, str]]:
    """Pid and beginning of all processes with this in their environment; macOS does not tell."""
    found = []
    wanted = f"{name}={value}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        began = started(int(folder.name)) if wanted in variables else None
        if began is not None:
            found.append((int(folder.name), began))
    return found


def kill_identified(pid: int, began: str) -> None:
    """The process if it is still that one, with its group if it leads one."""
    if started(pid) != began:
        return
    with contextlib.suppress(OSError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)


def _from_proc(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        # Ticks since the boot: the next boot has the same ones.
        boot = BOOT_ID.read_text("ascii").strip() if BOOT_ID.exists() else ""
    except OSError:
        return None
    if len(fields) <= START_TICKS or fields[STATE] in (b"Z", b"X"):
        return None
    return f"{boot}:{fields[START_TICKS].decode('ascii')}"


def _from_ps(pid: int) -> str | None:
    command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, env=environment, timeout=PS_TIMEOUT_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    state, _, began = done.stdout.decode("ascii", "replace").strip().partition(" ")
    return None if done.returncode or state.startswith("Z") else began.strip() or None
