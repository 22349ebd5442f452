"""A real `python -m tools.watcher` over a folder with ERP files, and commands beside it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from shared.db.manifest import Manifest, read_manifest
from shared.errors import NothingPublished
from shared.settings import Settings
from shared.watcher_state import WatcherState, read_watcher_state
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[1]
STOP_S = 20


class WatcherProcess:
    """Paths are the defaults below `folder`: `database/` and `data/`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        kept = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
        self._environment = kept | {
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "HUB_SETTLE_S": "0",
            "HUB_POLL_INTERVAL_S": "0.05",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.state_path = settings.watcher_state_path
        self.log = folder / "watcher.log"

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tools.watcher"],
                env=self._environment,
                cwd=self._folder,
                stdout=out,
                stderr=out,
            )

    def stop(self) -> None:
        """Nothing if it has ended already."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(STOP_S)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait(STOP_S)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python -m tools.publisher` as a person runs it meanwhile."""
        return subprocess.run(
            [sys.executable, "-m", "tools.publisher", *arguments],
            env=self._environment,
            cwd=self._folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )

    def manifest(self) -> Manifest | None:
        try:
            return read_manifest(self._settings.manifest_path)
        except NothingPublished:
            return None

    def state(self) -> WatcherState | None:
        """None unless it is this process's heartbeat."""
        state = read_watcher_state(self.state_path)
        mine = state is not None and self._process is not None and state.pid == self._process.pid
        return state if mine else None

    def until_state(self, holds: Callable[[WatcherState], bool], what: str) -> WatcherState:
        """The first heartbeat for which `holds` is true."""

        def look() -> WatcherState | None:
            state = self.state()
            return state if state is not None and holds(state) else None

        found = until(look, what)
        assert found is not None
        return found

    def until_served(self, holds: Callable[[Manifest], bool], what: str) -> Manifest:
        """The first manifest for which `holds` is true."""

        def look() -> Manifest | None:
            manifest = self.manifest()
            return manifest if manifest is not None and holds(manifest) else None

        found = until(look, what)
        assert found is not None
        return found
