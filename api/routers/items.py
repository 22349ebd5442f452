"""The item list."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.examples import ITEMS
from api.formats import Table, list_formats, table_response
from api.responses import data_response, problems
from shared.errors import InvalidQuery, NothingPublished, QueryTimeout
from shared.queries import ItemsQuery
from shared.query_types import ListFormat
from shared.repositories.items import ItemRepository
from shared.schemas import Item

router = APIRouter(tags=["items"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished))


@router.get("/items", response_model=list[Item], responses=list_formats(ITEMS))
async def list_items(
    query: Annotated[ItemsQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Every item of live and archive files. `X-Total-Count` also counts those beyond `limit`."""
    found = await hub.sql.run(lambda: ItemRepository(generation).list(query))
    headers = {"X-Total-Count": str(found.total)}
    if query.format is ListFormat.JSON:
        return data_response(generation, orjson.dumps(found.rows), headers)
    table = Table("items", Item, tuple(Item.model_fields), found.rows)
    return await table_response(hub, generation, query, table, headers)
