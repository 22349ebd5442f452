"""The figures of every API process behind this port, whichever of them is asked."""

import os
import time
from collections.abc import Iterable

from api.hub import Hub
from shared.worker_figures import WorkerFigures

ALONE = "api"


async def all_figures(hub: Hub) -> list[WorkerFigures]:
    """Of all workers; of this process alone when it is the only one."""
    if hub.worker is None:
        return [own_figures(hub)]
    return await hub.worker.exchange(lambda: own_figures(hub))


def own_figures(hub: Hub) -> WorkerFigures:
    return WorkerFigures(
        worker=hub.worker.name if hub.worker else ALONE,
        pid=os.getpid(),
        uptime_s=round(time.monotonic() - hub.started_at, 1),
        connections=hub.connections(),
        slow_queries=hub.router.slow_queries.count,
        cache=hub.cache.stats(),
        requests=hub.requests.rows(),
    )


def summed_cache(figures: Iterable[WorkerFigures]) -> dict[str, int]:
    """The caches of all workers as if they were one."""
    total: dict[str, int] = {}
    for one in figures:
        for name, value in one.cache.items():
            total[name] = total.get(name, 0) + value
    return total
