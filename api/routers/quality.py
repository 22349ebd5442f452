"""What became of the ERP's rows: shown, hidden, or rejected and why."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.responses import data_response, problems
from shared.db.generation import Generation
from shared.errors import InvalidQuery, NothingPublished, QueryTimeout
from shared.queries import NoParameters, RejectedQuery
from shared.repositories.rejected import RejectedRepository
from shared.schemas import Quality, RejectedPage

router = APIRouter(
    tags=["quality"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished)
)


@router.get("/quality", response_model=Quality)
async def quality(_: Annotated[NoParameters, Query()], generation: GenerationDep) -> Response:
    """What became of each source row: rows = visible + hidden + rejected, always."""
    return data_response(generation, orjson.dumps(quality_body(generation)))


@router.get("/quality/rejected", response_model=RejectedPage)
async def list_rejected(
    query: Annotated[RejectedQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Rows that could not be read: the ERP's own values and the reason."""
    page = await hub.sql.run(lambda: RejectedRepository(generation).page(query))
    body = {
        "data": page.rows,
        "count": len(page.rows),
        "total": page.total,
        "has_more": page.next_cursor is not None,
        "next_cursor": page.next_cursor,
        "version": generation.version,
    }
    return data_response(generation, orjson.dumps(body))


def quality_body(generation: Generation) -> dict[str, object]:
    """Shaped like schemas.Quality."""
    parts = {part.name: part.quality for part in generation.manifest.partitions}
    reasons: dict[str, int] = {}
    for one in parts.values():
        for reason, count in one.rejected.items():
            reasons[reason] = reasons.get(reason, 0) + count
    return {
        "version": generation.version,
        "rows": sum(one.rows for one in parts.values()),
        "visible": sum(one.visible for one in parts.values()),
        "hidden": sum(one.hidden for one in parts.values()),
        "rejected": sum(reasons.values()),
        "rejected_by_reason": reasons,
        "without_quantity": sum(one.without_quantity for one in parts.values()),
        "sources": {name: one.model_dump(mode="json") for name, one in parts.items()},
    }
