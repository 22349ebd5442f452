"""What became of the ERP's rows: shown, hidden, or rejected and why."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.responses import data_response, problems
from shared.errors import InvalidQuery, NothingPublished, QueryTimeout
from shared.queries import NoParameters, RejectedQuery
from shared.repositories import bodies
from shared.schemas import Quality, RejectedPage

router = APIRouter(
    tags=["quality"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished)
)


@router.get("/quality", response_model=Quality)
async def quality(query: Annotated[NoParameters, Query()], generation: GenerationDep) -> Response:
    """What became of each source row: rows = visible + hidden + rejected, always."""
    return data_response(generation, bodies.quality(generation, query))


@router.get("/quality/rejected", response_model=RejectedPage)
async def list_rejected(
    query: Annotated[RejectedQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Rows that could not be read: the ERP's own values and the reason."""
    return data_response(generation, await hub.sql.run(lambda: bodies.rejected(generation, query)))
