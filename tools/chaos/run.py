"""One run of chaos: load, changes and kills together, then what came of it."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from tools.chaos.changes import good_styles, schedule
from tools.chaos.checker import Checker
from tools.chaos.drive import Driver
from tools.chaos.killer import Killer
from tools.chaos.load import Load
from tools.chaos.processes import Usage
from tools.chaos.report import Result
from tools.chaos.scene import Scene, open_scene

SETTLE_S = 0.3
POLL_S = 0.1
WARM_UP_S = 1.0
EXPECTED_WARNING = "source_rejected"


@dataclass(frozen=True, slots=True)
class Options:
    """`replacements` are good changes; bad files come on top, as a share of all changes.

    `styles` are the good ones that take turns, all of them when empty.
    """

    replacements: int = 100
    bad_share: float = 0.25
    kills: int = 9
    workers: int = 2
    connections: int = 8
    seed: int = 1
    rows: int = 4_000
    folder: Path | None = None
    styles: tuple[str, ...] = ()


async def run_chaos(options: Options) -> Result:
    """Raises NotReady when the hub does not start at all."""
    settings = {"HUB_SETTLE_S": str(SETTLE_S), "HUB_POLL_INTERVAL_S": str(POLL_S)}
    async with open_scene(
        options.folder,
        rows=options.rows,
        seed=options.seed,
        workers=options.workers,
        settings=settings,
    ) as scene:
        return await _run(options, scene)


async def _run(options: Options, scene: Scene) -> Result:
    checker = Checker(scene.truths)
    load = Load(list(scene.apis), checker, options.seed)
    killer = Killer(scene.watcher, scene.data, SETTLE_S, options.seed)
    driver = Driver(scene, checker, load, SETTLE_S, killer)
    styles = good_styles(SETTLE_S, driver.clock)
    steps = schedule(
        options.styles or list(styles),
        replacements=options.replacements,
        bad_share=options.bad_share,
        kills=options.kills,
        seed=options.seed,
    )
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        group.create_task(load.run(options.connections))
        await asyncio.sleep(WARM_UP_S)
        before = usages(scene)
        try:
            for step in steps:
                await driver.play(step, styles)
            await driver.settle()
        finally:
            load.stop()
    return result_of(scene, checker, load, driver, killer, before, time.monotonic() - began)


def usages(scene: Scene) -> dict[str, Usage]:
    return {name: child.usage() for name, child in scene.children().items()}


def result_of(
    scene: Scene,
    checker: Checker,
    load: Load,
    driver: Driver,
    killer: Killer | None,
    before: dict[str, Usage],
    seconds: float,
) -> Result:
    after = usages(scene)
    return Result(
        seconds=seconds,
        requests=checker.requests,
        not_modified=checker.not_modified,
        failures=checker.failures,
        counts=checker.counts,
        versions=checker.versions,
        generations=checker.generations,
        by_worker=tuple(load.by_port.values()),
        kills=killer.kills if killer else 0,
        kills_publishing=killer.while_publishing if killer else 0,
        diary=driver.diary,
        usages={name: (before[name], after[name]) for name in before},
        violations=tuple(checker.violations),
        errors=tuple(scene.log_lines("error", "critical")),
        warnings=tuple(one for one in scene.log_lines("warning") if EXPECTED_WARNING not in one),
        leftovers=tuple(scene.leftovers()),
    )
