"""Answers as JSON bodies: the same bytes whether a route of the API or the dashboard reads them."""

from typing import Any

import orjson

from shared.db.generation import Generation
from shared.overview_query import OverviewQuery
from shared.queries import ItemsQuery, PeriodQuery, RecordQuery, RejectedQuery, TotalsQuery
from shared.repositories.items import ItemRepository
from shared.repositories.overview import OverviewRepository
from shared.repositories.records import RecordPage, RecordRepository
from shared.repositories.rejected import RejectedRepository
from shared.repositories.totals import TotalsRepository, TotalsResult


def overview(generation: Generation, query: OverviewQuery) -> bytes:
    """Shaped like overview_schemas.Overview. Raises QueryTimeout, as all here do."""
    return orjson.dumps(OverviewRepository(generation).overview(query))


def items(generation: Generation, query: ItemsQuery) -> bytes:
    """A list of schemas.Item."""
    return orjson.dumps(ItemRepository(generation).list(query).rows)


def totals(generation: Generation, query: TotalsQuery) -> bytes:
    """Shaped like schemas.Totals."""
    return totals_of(TotalsRepository(generation).totals(query), query, generation)


def totals_of(result: TotalsResult, query: TotalsQuery, generation: Generation) -> bytes:
    """The same of a result at hand."""
    body = {
        "data": result.listed.json(),
        "count": len(result.listed),
        "group_count": result.group_count,
        "total": result.total,
        "group_by": query.group_by.value,
        "date_range": date_range(query, generation),
        "version": generation.version,
    }
    return orjson.dumps(body)


def records(generation: Generation, query: RecordQuery) -> bytes:
    """A schemas.Page of records."""
    return page_of(RecordRepository(generation).page(query), generation)


def page_of(page: RecordPage, generation: Generation) -> bytes:
    """The same of a page at hand."""
    cursor = b"null" if page.next_cursor is None else b'"%s"' % page.next_cursor.encode()
    return b'{"data":%s,"count":%d,"has_more":%s,"next_cursor":%s,"version":"%s"}' % (
        page.rows,
        page.count,
        b"false" if page.next_cursor is None else b"true",
        cursor,
        generation.version.encode(),
    )


def rejected(generation: Generation, query: RejectedQuery) -> bytes:
    """Shaped like schemas.RejectedPage."""
    page = RejectedRepository(generation).page(query)
    body = {
        "data": page.rows,
        "count": len(page.rows),
        "total": page.total,
        "has_more": page.next_cursor is not None,
        "next_cursor": page.next_cursor,
        "version": generation.version,
    }
    return orjson.dumps(body)


def quality(generation: Generation, _query: object) -> bytes:
    """Shaped like schemas.Quality; out of the manifest."""
    parts = {part.name: part.quality for part in generation.manifest.partitions}
    reasons: dict[str, int] = {}
    for one in parts.values():
        for reason, count in one.rejected.items():
            reasons[reason] = reasons.get(reason, 0) + count
    body: dict[str, Any] = {
        "version": generation.version,
        "rows": sum(one.rows for one in parts.values()),
        "visible": sum(one.visible for one in parts.values()),
        "hidden": sum(one.hidden for one in parts.values()),
        "rejected": sum(reasons.values()),
        "rejected_by_reason": reasons,
        "without_quantity": sum(one.without_quantity for one in parts.values()),
        "sources": {name: one.model_dump(mode="json") for name, one in parts.items()},
    }
    return orjson.dumps(body)


def date_range(query: PeriodQuery, generation: Generation) -> dict[str, str | None]:
    """Inclusive days: as asked for, else those of the data."""
    manifest = generation.manifest
    return {
        "from": query.date_from.isoformat() if query.date_from else manifest.first_day,
        "to": query.date_to.isoformat() if query.date_to else manifest.last_day,
    }
