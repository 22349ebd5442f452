"""The hub as the window reaches it: its settings, its core, and a start of that core."""

import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.supervisor import detached
from tools.supervisor.control.client import ControlClient, ControlFailed, failed, find
from tools.supervisor.control.state_file import CoreState
from tools.supervisor.core_settings import CoreSettings, SettingsRefused, load_core_settings

# Longer than a service that does not listen to the request to stop is waited for.
STOP_S = 30.0
LOOK_S = 0.1
NO_BROWSER = "--no-browser"


@dataclass(frozen=True)
class Surroundings:
    """What a window finds when it opens; `missing`: the ERP's file, when it is not there."""

    runs: bool
    missing: Path | None


class Hub:
    """Used from the worker's threads only. `arguments` are those of the core that it starts."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self._found: CoreSettings | ControlFailed | None = None
        self._reading = threading.Lock()

    def settings(self, *, again: bool = False) -> CoreSettings:
        """As they were when last read, which takes half a second. Raises ControlFailed."""
        with self._reading:
            if self._found is None or again:
                self._found = _read_settings()
        if isinstance(self._found, ControlFailed):
            raise self._found
        return self._found

    def look_around(self) -> Surroundings:
        """Raises ControlFailed."""
        settings = self.settings()
        demo = "--demo" in self._arguments
        there = demo or (detached.ROOT / settings.live_db).exists()
        return Surroundings(self.client() is not None, None if there else settings.live_db)

    def client(self) -> ControlClient | None:
        """None: no core runs. Raises ControlFailed."""
        return find(detached.ROOT / self.settings().data_dir)

    def start(self) -> None:
        """Returns when the core answers; one that runs already is as good. Raises ControlFailed."""
        settings = self.settings(again=True)
        if self.client() is None:
            detached.start(
                Path(sys.executable),
                self._arguments,
                data_dir=settings.data_dir,
                log_dir=settings.log_dir,
            )
        # Once is enough: whoever starts it again has the dashboard open.
        if NO_BROWSER not in self._arguments:
            self._arguments.append(NO_BROWSER)

    def stop(self) -> None:
        """Returns when the core has ended. Raises ControlFailed."""
        client = self.client()
        if client is None:
            return
        client.stop()
        deadline = time.monotonic() + STOP_S
        while client.state.lives():
            if time.monotonic() > deadline:
                raise failed("core_silent", pid=client.state.pid, seconds=STOP_S)
            time.sleep(LOOK_S)

    def restart(self) -> None:
        """With the settings and the code as they are now; it stays where it was started.

        Raises ControlFailed, at once when the new settings would keep it from coming back.
        """
        client = self.client()
        if client is None:
            self.start()
            return
        before = client.state
        client.restart()
        deadline = time.monotonic() + STOP_S + detached.TIMEOUT_S
        while not _answers_anew(detached.ROOT / self.settings().data_dir, before):
            if not before.lives() and self.client() is None:
                # It has not come back; a start of our own says why, or helps.
                self.start()
                return
            if time.monotonic() > deadline:
                raise failed("core_silent", pid=before.pid, seconds=STOP_S)
            time.sleep(LOOK_S)
        self.settings(again=True)

    def on_each(self, action: str, names: Sequence[str]) -> None:
        """`action`: start, stop or restart. Raises ControlFailed."""
        client = self.client()
        if client is None:
            raise failed("core_gone")
        actions = {"start": client.start, "stop": client.stop_service, "restart": client.restart}
        for name in names:
            actions[action](name)


def _answers_anew(data_dir: Path, before: CoreState) -> bool:
    client = find(data_dir)
    if client is None or client.state == before:
        return False
    try:
        client.status()
    except ControlFailed:
        return False
    return True


def _read_settings() -> CoreSettings | ControlFailed:
    try:
        return load_core_settings()
    except SettingsRefused as exc:
        said = {
            language: f"{words['title']}: {words['detail']}. {words['hint']}"
            for language, words in exc.sentences.items()
        }
        return ControlFailed("invalid_settings", said["ko"], said["en"])
