"""A dashboard's first screen in one call."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.examples import OVERVIEW
from api.responses import data_response, problems
from shared.errors import InvalidQuery, NothingPublished, QueryTimeout
from shared.overview_query import OverviewQuery
from shared.overview_schemas import Overview
from shared.repositories import bodies

router = APIRouter(
    tags=["overview"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished)
)


@router.get(
    "/overview",
    response_model=Overview,
    responses={200: {"content": {"application/json": {"example": OVERVIEW}}}},
)
async def overview(
    query: Annotated[OverviewQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Totals, comparisons, daily series and largest items of a period, all of one data version.

    Without dates: the last 30 days that the data has."""
    return data_response(generation, await hub.sql.run(lambda: bodies.overview(generation, query)))
