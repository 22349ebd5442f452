"""All matching records as one file."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import GenerationDep, HubDep
from api.export.apart import write_apart
from api.export.formats import KINDS
from api.export.pipe import Pipe
from api.export.response import ExportResponse
from api.export.xlsx import MAX_ROWS
from api.responses import problems
from shared.db.generation import Generation
from shared.errors import ExportBusy, InvalidQuery, NothingPublished, QueryTimeout, TooManyRows
from shared.export_queries import ExportFormat, ExportQuery
from shared.repositories.export import ExportRepository
from shared.repositories.totals import TotalsRepository

router = APIRouter(
    tags=["records"],
    responses=problems(InvalidQuery, QueryTimeout, NothingPublished, TooManyRows, ExportBusy),
)
FILES: dict[str, dict[str, dict[str, str]]] = {
    kind.media_type.partition(";")[0]: {"schema": {}} for kind in KINDS.values()
}
NAMED_ITEMS = 3


@router.get(
    "/records/export",
    response_class=Response,
    responses={200: {"description": "The file", "content": FILES}},
)
async def export_records(
    query: Annotated[ExportQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """All matching records, newest first, as a file of any size; `X-Total-Count` says how many."""
    hub.exports.check()
    total = await hub.sql.run(lambda: TotalsRepository(generation).count(query))
    rows = min(total, query.limit or total)
    if query.format is ExportFormat.XLSX and rows > MAX_ROWS:
        raise TooManyRows(f"format: {total:,} rows match, an Excel sheet holds {MAX_ROWS:,}")
    kind = KINDS[query.format]
    apart = rows > kind.apart_from
    write = write_apart if apart else write_here
    return ExportResponse(
        hub.exports,
        hub.exports.passing if apart else hub.exports.threads,
        lambda pipe: write(query, generation, pipe),
        kind.media_type,
        {
            "Content-Disposition": f'attachment; filename="{file_name(query, generation)}"',
            "Cache-Control": "no-cache",
            "X-Data-Version": generation.version,
            "X-Total-Count": str(total),
        },
    )


def write_here(query: ExportQuery, generation: Generation, pipe: Pipe) -> None:
    """In this process, in an export's own thread."""
    with generation.apart() as apart:
        KINDS[query.format].write(ExportRepository(apart, query), query, pipe)


def file_name(query: ExportQuery, generation: Generation) -> str:
    """`records_BW0021_2026-01-01_2026-01-31.csv`: letters that every system takes."""
    manifest = generation.manifest
    codes = query.item_code
    items = codes if len(codes) <= NAMED_ITEMS else (f"{len(codes)}-items",)
    first = query.date_from.isoformat() if query.date_from else manifest.first_day
    last = query.date_to.isoformat() if query.date_to else manifest.last_day
    words = ["records", *items, first or "", last or ""]
    safe = [re.sub(r"[^A-Za-z0-9-]+", "-", word) for word in words]
    return "_".join(word for word in safe if word) + f".{KINDS[query.format].ending}"
