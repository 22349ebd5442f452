"""Makes the changes one by one and waits for what each must lead to."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from shared.watcher_state import read_watcher_state
from tools.chaos.changes import ErpClock, Step, clear_leftovers
from tools.chaos.checker import Checker
from tools.chaos.killer import Killer
from tools.chaos.load import Load
from tools.chaos.scene import Scene
from tools.chaos.truth import LIVE
from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.plant import Rows
from tools.erp_simulator.styles import Change

LOOK_EVERY_S = 0.02
VISIBLE_WITHIN_S = 20.0
REFUSED_WITHIN_S = 20.0


@dataclass(slots=True)
class Diary:
    """What became of the changes. Seconds are from the end of the ERP's write to the answer."""

    good: int = 0
    bad: int = 0
    touches: int = 0
    visible_s: list[float] = field(default_factory=list)
    visible_after_kill_s: list[float] = field(default_factory=list)
    invisible: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    not_refused: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    stalls: int = 0


class Driver:
    """Plays the ERP in a thread of its own, so that the load goes on meanwhile."""

    def __init__(
        self,
        scene: Scene,
        checker: Checker,
        load: Load,
        settle_s: float,
        killer: Killer | None = None,
    ) -> None:
        self._scene = scene
        self._checker = checker
        self._load = load
        self._settle_s = settle_s
        self._killer = killer
        self.clock = ErpClock()
        self.diary = Diary()
        self._last_style: str | None = None

    async def play(self, step: Step, styles: Mapping[str, Change]) -> None:
        """One change with its consequences."""
        number = self._checker.written + step.is_new
        rows = await asyncio.to_thread(self._foreseen, number)
        began = datetime.now(UTC)
        self._checker.written = number
        change = {**BAD_STYLES, **styles}[step.style]
        killing = None
        if step.kill is not None and self._killer is not None:
            killing = asyncio.create_task(self._killer.kill(step.kill))
        written = await asyncio.to_thread(self._write, change, rows, step.style)
        if step.is_bad:
            await self._until_refused(step.style, began)
        elif step.is_new:
            await self._until_visible(step, number, written)
        else:
            self.diary.touches += 1
            await asyncio.sleep(self._settle_s * 2)
        if killing is not None:
            await killing

    async def settle(self) -> None:
        """After the last change: time for anything that should not come."""
        await asyncio.sleep(self._settle_s * 3)
        self._note_touched("the end")

    def _foreseen(self, number: int) -> Rows:
        """What the ERP will write; what the answers must then be is worked out beforehand too."""
        self._scene.truths.of(number)
        return self._scene.plant.content(number)

    def _write(self, change: Change, rows: Rows, style: str) -> float:
        """Returns when (monotonic) the ERP was done."""
        self._note_touched(style)
        clear_leftovers(self._scene.live, self._last_style)
        self._last_style = style
        self.clock.begin()
        change(self._scene.live, rows)
        self.clock.end()
        written = time.monotonic()
        self._scene.erp_folder.look()
        if self.clock.longest_s >= self._settle_s:
            self.diary.stalls += 1
            self._checker.erp_stalled = True
        return written

    def _note_touched(self, style: str) -> None:
        self.diary.touched += [
            f"{name} before {style}" for name in self._scene.erp_folder.touched()
        ]

    async def _until_visible(self, step: Step, number: int, written: float) -> None:
        self.diary.good += 1
        if not await _until(lambda: self._checker.newest >= number, VISIBLE_WITHIN_S):
            self.diary.invisible.append(f"{step.style} (generation {number})")
            return
        self._checker.erp_stalled = False
        took = self._load.first_seen[number] - written
        killed = self._killer is not None and self._killer.recovering
        times = self.diary.visible_after_kill_s if killed else self.diary.visible_s
        times.append(max(0.0, took))
        if self._killer is not None:
            self._killer.recovering = False

    async def _until_refused(self, style: str, began: datetime) -> None:
        self.diary.bad += 1
        if not await _until(lambda: self._refusal(began) is not None, REFUSED_WITHIN_S):
            self.diary.not_refused.append(style)
            return
        self.diary.refused[style] = str(self._refusal(began))

    def _refusal(self, began: datetime) -> str | None:
        """Code of a rejection of the live file that is not older than the change."""
        state = read_watcher_state(self._scene.data / "watcher.json")
        report = state.sources.get(LIVE) if state else None
        rejection = report.rejection if report else None
        if rejection is None:
            return None
        # The state is written to the millisecond.
        since = datetime.fromisoformat(rejection.since) + timedelta(milliseconds=1)
        return rejection.code if since >= began else None


async def _until(look: Callable[[], bool], limit_s: float) -> bool:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if look():
            return True
        await asyncio.sleep(LOOK_EVERY_S)
    return False
