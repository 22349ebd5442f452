"""Production records, newest first."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.responses import data_response, problems
from shared.db.generation import Generation
from shared.errors import InvalidQuery, ItemNotFound, NothingPublished, QueryTimeout
from shared.queries import ItemRecordQuery, RecordQuery, Text
from shared.repositories.records import RecordPage, RecordRepository
from shared.schemas import Page, Record

router = APIRouter(
    tags=["records"], responses=problems(InvalidQuery, QueryTimeout, NothingPublished)
)


@router.get("/records", response_model=Page[Record])
async def list_records(
    query: Annotated[RecordQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Production records, newest first. Pass `next_cursor` as `cursor` until it is null."""
    page = await hub.sql.run(lambda: RecordRepository(generation).page(query))
    return data_response(generation, _page_body(page, generation))


@router.get("/records/{item_code}", response_model=Page[Record], responses=problems(ItemNotFound))
async def list_item_records(
    item_code: Annotated[Text, Path(description="Item code, exact", examples=["BW0021"])],
    query: Annotated[ItemRecordQuery, Query()],
    generation: GenerationDep,
    hub: HubDep,
) -> Response:
    """Records of one item, newest first; the same pages and filters as `/records`."""

    def read() -> RecordPage:
        repository = RecordRepository(generation)
        if not repository.has_item(item_code):
            raise ItemNotFound(f"no visible record has item_code {item_code!r}")
        return repository.page(query.for_item(item_code))

    page = await hub.sql.run(read)
    return data_response(generation, _page_body(page, generation))


def _page_body(page: RecordPage, generation: Generation) -> bytes:
    cursor = b"null" if page.next_cursor is None else b'"%s"' % page.next_cursor.encode()
    return b'{"data":%s,"count":%d,"has_more":%s,"next_cursor":%s,"version":"%s"}' % (
        page.rows,
        page.count,
        b"false" if page.next_cursor is None else b"true",
        cursor,
        generation.version.encode(),
    )
