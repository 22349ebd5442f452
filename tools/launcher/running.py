"""`start`, `stop`, `restart` and `open`: what they do to the core and what they say."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from shared.files import FileLock
from tools.launcher.places import Places, places
from tools.launcher.speech import complain, say
from tools.setup import console
from tools.supervisor import detached
from tools.supervisor.control.client import ControlClient, ControlFailed, find

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

# Longer than a service that does not listen to the request to stop is waited for.
STOP_S = 30.0
LOOK_S = 0.2
NOT_RUNNING = 3


def start(python: Path, words: Sequence[str]) -> int:
    """One core, however many ask for it at once: the others wait for the first one's."""
    where = places(demo="--demo" in words)
    try:
        where.data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(where.data_dir / "start.lock")
        _acquire(lock)
    except OSError as exc:
        complain("data_unwritable", folder=where.data_dir, error=exc.strerror or exc)
        return 1
    try:
        running = find(where.data_dir)
        if running is not None:
            return _told_running(running)
        say("core_starting")
        return _started(
            detached.start(python, words, data_dir=where.data_dir, log_dir=where.log_dir)
        )
    except ControlFailed as failure:
        return told(failure)
    finally:
        lock.release()


def stop(words: Sequence[str]) -> int:
    """0 also when none runs: what was asked for holds."""
    client = find(places(demo="--demo" in words).data_dir)
    if client is None:
        say("core_not_running")
        return 0
    try:
        client.stop()
    except ControlFailed as failure:
        return told(failure)
    say("core_stopping")
    if not _within(STOP_S, lambda: not client.state.lives()):
        complain("core_keeps_running", pid=client.state.pid, seconds=STOP_S)
        return 1
    say("core_stopped")
    return 0


def restart(words: Sequence[str], names: Sequence[str]) -> int:
    """Some services, or the whole hub with its settings and its program as they are now."""
    where = places(demo="--demo" in words)
    client = find(where.data_dir)
    if client is None:
        complain("core_not_running")
        return NOT_RUNNING
    try:
        for name in names:
            client.restart(name)
            say("service_restarting", name=name)
        if names:
            return 0
        before = client.state
        client.restart()
        say("core_restarting")
    except ControlFailed as failure:
        return told(failure)
    if not _within(STOP_S + detached.TIMEOUT_S, lambda: _anew(where, before) is not None):
        complain("core_not_back", log=where.log_dir / detached.LOG_NAME)
        return 1
    say("core_back")
    return 0


def open_dashboard(words: Sequence[str]) -> int:
    client = find(places(demo="--demo" in words).data_dir)
    if client is None:
        complain("core_not_running")
        return NOT_RUNNING
    try:
        url = client.status()["urls"]["dashboard"]
    except ControlFailed as failure:
        return told(failure)
    say("opening", url=url)
    if system.has_display():
        system.open_browser(url)
    return 0


def told(failure: ControlFailed) -> int:
    """The sentence on stderr; the exit code of a failure."""
    complain("as_it_is", text=failure.ko if console.language() == "ko" else failure.en)
    return 1


def offer_restart(status: dict[str, Any]) -> None:
    """When the program was updated while it ran."""
    if status["core"]["code_changed"]:
        say("code_changed", option=" --demo" if status["core"]["demo"] else "")


def _told_running(client: ControlClient) -> int:
    status = client.status()
    say("core_running", url=status["urls"]["dashboard"], pid=status["core"]["pid"])
    offer_restart(status)
    return 0


def _started(client: ControlClient) -> int:
    status = client.status()
    say("core_started", url=status["urls"]["dashboard"], api=status["urls"]["api"])
    return 0


def _acquire(lock: FileLock) -> None:
    told_so = False
    while not lock.acquire():
        if not told_so:
            say("start_waiting")
            told_so = True
        time.sleep(LOOK_S)


def _anew(where: Places, before: object) -> dict[str, Any] | None:
    client = find(where.data_dir)
    if client is None or client.state == before:
        return None
    try:
        return client.status()
    except ControlFailed:
        return None


def _within(seconds: float, look: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not look():
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_S)
    return True
