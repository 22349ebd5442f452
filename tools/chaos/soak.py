"""Many versions, one after the other: what each leaves behind in memory and in handles."""

import asyncio
import time

from tools.chaos.changes import Step, good_styles
from tools.chaos.checker import Checker
from tools.chaos.drive import Driver
from tools.chaos.load import Load
from tools.chaos.processes import Usage
from tools.chaos.report import Result
from tools.chaos.run import Options, result_of, usages
from tools.chaos.scene import Scene, open_scene

SETTLE_S = 0.1
POLL_S = 0.05
WARM_UP_VERSIONS = 20
# Quick ones: a file that is written within milliseconds cannot settle midway.
STYLES = ("rename_over", "append", "overwrite", "refill", "delete_recreate", "wal", "wal_kept")
# Full within the warm-up: else its filling up would be measured, not what a version costs.
CACHE_BYTES = 1_000_000
PAUSE_S = 0.02


async def run_soak(options: Options, versions: int) -> Result:
    """`Result.usages` are after the warm-up and at the end."""
    settings = {
        "HUB_SETTLE_S": str(SETTLE_S),
        "HUB_POLL_INTERVAL_S": str(POLL_S),
        "HUB_CACHE_MAX_BYTES": str(CACHE_BYTES),
    }
    async with open_scene(
        options.folder,
        rows=options.rows,
        seed=options.seed,
        workers=options.workers,
        settings=settings,
    ) as scene:
        return await _run(options, scene, versions)


async def _run(options: Options, scene: Scene, versions: int) -> Result:
    checker = Checker(scene.truths)
    load = Load(list(scene.apis), checker, options.seed, pause_s=PAUSE_S)
    driver = Driver(scene, checker, load, SETTLE_S)
    styles = good_styles(SETTLE_S, driver.clock)
    before: dict[str, Usage] = {}
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        group.create_task(load.run(options.connections))
        try:
            for number in range(versions + WARM_UP_VERSIONS):
                if number == WARM_UP_VERSIONS:
                    before = usages(scene)
                await driver.play(Step(STYLES[number % len(STYLES)]), styles)
            await driver.settle()
        finally:
            load.stop()
    return result_of(scene, checker, load, driver, None, before, time.monotonic() - began)
