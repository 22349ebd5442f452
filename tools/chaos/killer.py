"""Kills the watcher and starts it again at once, as the supervisor does."""

import asyncio
import random
import time
from pathlib import Path

from tools.chaos.processes import Child

LOOK_EVERY_S = 0.001
# A publish of a small file takes about this long: the kill falls anywhere in it.
INTO_PUBLISH_S = 0.04
GIVE_UP_S = 3.0


class Killer:
    """`kills` counts all, `while_publishing` those that left half a publish in the staging folder.

    `recovering`: killed since a new generation was last seen.
    """

    def __init__(self, watcher: Child, data: Path, settle_s: float, seed: int) -> None:
        self._watcher = watcher
        self._work = data / "work"
        self._settle_s = settle_s
        self._chance = random.Random(f"kills-{seed}")  # noqa: S311 - no secret
        self.kills = 0
        self.while_publishing = 0
        self.recovering = False

    async def kill(self, when: str) -> None:
        """`publishing`: a moment after the staging folder gets its first file; `any`: any time."""
        await asyncio.to_thread(self._kill, when)
        self.kills += 1
        self.recovering = True

    def _kill(self, when: str) -> None:
        if when == "publishing":
            self._wait_for_staging()
            time.sleep(self._chance.uniform(0, INTO_PUBLISH_S))
        else:
            time.sleep(self._chance.uniform(0, self._settle_s + 0.6))
        self._watcher.kill()
        self.while_publishing += self._is_staging()
        self._watcher.start()

    def _wait_for_staging(self) -> None:
        deadline = time.monotonic() + self._settle_s + GIVE_UP_S
        while not self._is_staging() and time.monotonic() < deadline:
            time.sleep(LOOK_EVERY_S)

    def _is_staging(self) -> bool:
        return any(self._work.iterdir())
