"""Production records, newest first."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.examples import RECORDS
from api.formats import Table, list_formats, table_response
from api.hub import Hub
from api.links import next_link
from api.responses import data_response, problems
from shared.db.generation import Generation
from shared.errors import InvalidQuery, ItemNotFound, NothingPublished, QueryTimeout
from shared.queries import ItemRecordQuery, RecordQuery
from shared.query_types import ListFormat, Text
from shared.repositories import bodies
from shared.repositories.records import RecordPage, RecordRepository
from shared.schemas import Page, Record

router = APIRouter(
    tags=["records"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished)
)


@router.get("/records", response_model=Page[Record], responses=list_formats(RECORDS))
async def list_records(
    request: Request,
    query: Annotated[RecordQuery, Query()],
    generation: GenerationDep,
    hub: HubDep,
) -> Response:
    """Production records, newest first. Pass `next_cursor` as `cursor` until it is null."""
    page = await hub.sql.run(lambda: RecordRepository(generation).page(query))
    return await _page_response(request, query, page, generation, hub)


@router.get(
    "/records/{item_code}",
    response_model=Page[Record],
    responses=list_formats(RECORDS) | problems(ItemNotFound),
)
async def list_item_records(
    item_code: Annotated[Text, Path(description="Item code, exact", examples=["BW0021"])],
    request: Request,
    query: Annotated[ItemRecordQuery, Query()],
    generation: GenerationDep,
    hub: HubDep,
) -> Response:
    """Records of one item, newest first; the same pages and filters as `/records`."""
    wanted = query.for_item(item_code)

    def read() -> RecordPage:
        repository = RecordRepository(generation)
        if not repository.has_item(item_code):
            raise ItemNotFound(f"no visible record has item_code {item_code!r}")
        return repository.page(wanted)

    page = await hub.sql.run(read)
    return await _page_response(request, wanted, page, generation, hub)


async def _page_response(
    request: Request, query: RecordQuery, page: RecordPage, generation: Generation, hub: Hub
) -> Response:
    """Formats without room for the cursor have it in `X-Next-Cursor`."""
    headers = next_link(request, page.next_cursor)
    if query.format is ListFormat.JSON:
        return data_response(generation, bodies.page_of(page, generation), headers)
    if page.next_cursor:
        headers["X-Next-Cursor"] = page.next_cursor
    rows = await hub.sql.run(lambda: orjson.loads(page.rows))
    table = Table("records", Record, query.fields, rows)
    return await table_response(hub, generation, query, table, headers)
