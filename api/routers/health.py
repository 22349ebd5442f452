"""Is it alive, can it serve, what does it serve, and what is wrong with the sources."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep, PinnedDep
from api.fleet import all_figures, summed_cache
from api.health_report import find_troubles, health_body
from api.responses import problems, state_response
from shared.errors import GenerationUnreadable, NothingPublished
from shared.queries import NoParameters
from shared.schemas import Health, Live, Status
from shared.watcher_state import read_watcher_state
from shared.worker_figures import WorkerStatus

router = APIRouter(tags=["health"])
NoQuery = Annotated[NoParameters, Query()]
SHOWN_OF_PARTITION = {"name", "file", "size", "first_day", "last_day", "begins", "ends", "quality"}
SHOWN_OF_WORKER = set(WorkerStatus.model_fields)
unavailable = problems(NothingPublished, GenerationUnreadable)


@router.get("/livez", response_model=Live)
async def livez(_: NoQuery) -> Response:
    """The process answers; nothing about data. For supervisors."""
    return state_response({"status": "ok"})


@router.get("/readyz", response_model=Live, responses=unavailable)
async def readyz(_: NoQuery, generation: GenerationDep) -> Response:
    """200 when a data version is open, else 503. For load balancers."""
    return state_response({"status": "ok", "version": generation.version})


@router.get("/healthz", response_model=Health, responses=unavailable)
async def healthz(_: NoQuery, generation: GenerationDep, hub: HubDep) -> Response:
    """`ok`, or `degraded` with the reasons while the last good data is served; else 503."""
    return state_response(health_body(hub, generation))


@router.get("/status", response_model=Status)
async def status(_: NoQuery, generation: PinnedDep, hub: HubDep) -> Response:
    """Everything about this moment, also when there is no data to serve."""
    manifest = generation.manifest if generation else None
    watcher = read_watcher_state(hub.settings.watcher_state_path)
    figures = await all_figures(hub)
    return state_response(
        {
            "version": manifest.version if manifest else None,
            "published_at": manifest.published_at if manifest else None,
            "rows": manifest.rows if manifest else 0,
            "partitions": [
                part.model_dump(include=SHOWN_OF_PARTITION)
                for part in (manifest.partitions if manifest else ())
            ],
            "problems": [t.model_dump() for t in find_troubles(hub, manifest, watcher)],
            "watcher": watcher.model_dump(mode="json") if watcher else None,
            "cache": summed_cache(figures),
            "slow_queries": sum(one.slow_queries for one in figures),
            "uptime_s": max((one.uptime_s for one in figures), default=0.0),
            "workers": [one.model_dump(include=SHOWN_OF_WORKER) for one in figures],
        }
    )
