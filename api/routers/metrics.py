"""Numbers for Prometheus, of all API processes behind this port."""

from typing import Annotated

from fastapi import APIRouter, Query
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from api.dependencies import HubDep, PinnedDep
from api.fleet import all_figures
from api.hub_metrics import metrics_text
from shared.queries import NoParameters

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(
    _: Annotated[NoParameters, Query()], generation: PinnedDep, hub: HubDep
) -> Response:
    """Requests, latency, cache, age of the data, publish state, in Prometheus text format."""
    headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    return Response(metrics_text(hub, generation, await all_figures(hub)), headers=headers)
