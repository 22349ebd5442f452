"""Totals. `/summary/totals` is the general form; the other paths keep what clients rely on."""

from datetime import date
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query
from starlette.responses import Response

from api import examples
from api.dependencies import GenerationDep, HubDep
from api.formats import Table, list_formats, table_response
from api.responses import data_response, problems
from shared.dates import month_range
from shared.db.generation import Generation
from shared.errors import InvalidQuery, NothingPublished, QueryTimeout
from shared.queries import (
    ByItemQuery,
    GroupBy,
    MonthlyByItemQuery,
    MonthlyTotalQuery,
    TotalsQuery,
)
from shared.query_types import ListFormat
from shared.repositories import bodies
from shared.repositories.group_keys import KEY_FIELD
from shared.repositories.totals import GroupList, TotalsRepository, TotalsResult
from shared.schemas import (
    GroupTotal,
    ItemTotal,
    ItemTotals,
    MonthItemTotal,
    MonthTotal,
    Total,
    Totals,
)

router = APIRouter(
    prefix="/summary",
    tags=["summary"],
    responses=problems(InvalidQuery, QueryTimeout, NothingPublished),
)

TOTAL_FIELDS = ("total_production", "batch_count", "avg_batch_size")


@router.get(
    "/totals",
    response_model=Totals,
    response_model_exclude_unset=True,
    responses=list_formats(examples.TOTALS),
)
async def totals(
    query: Annotated[TotalsQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Sums and counts over exactly the records that `/records` lists for the same filters."""
    result = await hub.sql.run(lambda: TotalsRepository(generation).totals(query))
    if query.format is not ListFormat.JSON:
        headers = {} if query.group_by is GroupBy.NONE else _total_count(result)
        return await table_response(hub, generation, query, _totals_table(query, result), headers)
    return data_response(generation, bodies.totals_of(result, query, generation))


@router.get(
    "/monthly_total",
    response_model=list[MonthTotal],
    responses=list_formats(examples.MONTHLY_TOTAL),
)
async def monthly_total(
    query: Annotated[MonthlyTotalQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Totals by month, newest month first."""
    wanted = TotalsQuery(
        date_from=query.date_from,
        date_to=query.date_to,
        item_code=query.item_code,
        group_by=GroupBy.MONTH,
    )
    result = await hub.sql.run(lambda: TotalsRepository(generation).totals(wanted))
    fields = ("year_month", *TOTAL_FIELDS)
    rows = [_picked(row, *fields) for row in reversed(result.groups)]
    if query.format is not ListFormat.JSON:
        table = Table("monthly-total", MonthTotal, fields, rows)
        return await table_response(hub, generation, query, table)
    return data_response(generation, orjson.dumps(rows))


@router.get("/by_item", response_model=ItemTotals, responses=list_formats(examples.BY_ITEM))
async def by_item(
    query: Annotated[ByItemQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Totals by item over the period, the largest first."""
    wanted = TotalsQuery(
        date_from=query.date_from,
        date_to=query.date_to,
        item_code=query.item_code,
        group_by=GroupBy.ITEM,
        limit=query.limit,
    )
    result = await hub.sql.run(lambda: TotalsRepository(generation).totals(wanted))
    fields = ("item_code", "item_name", *TOTAL_FIELDS)
    rows = [_picked(row, *fields) for row in result.groups]
    if query.format is not ListFormat.JSON:
        table = Table("totals-by-item", ItemTotal, fields, rows)
        return await table_response(hub, generation, query, table, _total_count(result))
    body = {
        "data": rows,
        "count": len(rows),
        "item_count": result.group_count,
        "date_range": bodies.date_range(query, generation),
        "version": generation.version,
    }
    return data_response(generation, orjson.dumps(body))


@router.get(
    "/monthly_by_item",
    response_model=list[MonthItemTotal],
    responses=list_formats(examples.MONTHLY_BY_ITEM),
)
async def monthly_by_item(
    query: Annotated[MonthlyByItemQuery, Query()], generation: GenerationDep, hub: HubDep
) -> Response:
    """Totals by month and item. `X-Total-Count` also counts the rows beyond `limit`."""
    first, last = month_range(query.year_month) if query.year_month else (None, None)
    result = await hub.sql.run(lambda: _monthly_by_item(generation, query, first, last))
    fields = ("year_month", "item_code", "item_name", *TOTAL_FIELDS)
    headers = _total_count(result)
    if query.format is not ListFormat.JSON:
        table = Table("monthly-by-item", MonthItemTotal, fields, result.listed.objects())
        return await table_response(hub, generation, query, table, headers)
    return data_response(generation, orjson.dumps(result.listed.json()), headers)


def _totals_table(query: TotalsQuery, result: TotalsResult) -> Table:
    """The groups; without grouping the one line of the total."""
    if query.group_by is GroupBy.NONE:
        return Table("totals", Total, tuple(result.total), [result.total])
    keys = {
        GroupBy.ITEM: ("item_code", "item_name"),
        GroupBy.MONTH_ITEM: ("year_month", "item_code", "item_name"),
    }.get(query.group_by) or (KEY_FIELD[query.group_by],)
    values = [name for name, field in GroupTotal.model_fields.items() if field.is_required()]
    title = f"totals-by-{query.group_by.replace('_', '-')}"
    return Table(title, GroupTotal, (*keys, *values), result.groups)


def _total_count(result: TotalsResult | GroupList) -> dict[str, str]:
    return {"X-Total-Count": str(result.group_count)}


def _monthly_by_item(
    generation: Generation, query: MonthlyByItemQuery, first: date | None, last: date | None
) -> GroupList:
    wanted = TotalsQuery(
        date_from=first,
        date_to=last,
        item_code=query.item_code,
        group_by=GroupBy.MONTH_ITEM,
        limit=query.limit,
    )
    return TotalsRepository(generation).month_items(wanted)


def _picked(row: dict[str, Any], *fields: str) -> dict[str, Any]:
    return {field: row[field] for field in fields}
