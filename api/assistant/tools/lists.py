"""What there is: the data itself, items, single records."""

import orjson

from api.assistant.arguments import DataStatus, FindItems, Records
from api.assistant.cells import clean_text
from api.assistant.results import Table
from api.assistant.tools.desk import Desk, close_items
from api.assistant.tools.lot_bounds import has_few
from shared.queries import GroupBy, ItemsQuery, RecordFilter, RecordQuery, TotalsQuery
from shared.repositories.items import ItemRepository
from shared.repositories.records import RecordRepository
from shared.repositories.totals import TotalsRepository
from shared.watcher_state import read_watcher_state

STATUS_COLUMNS = ("source", "first_day", "last_day", "records", "hidden", "rejected")
ITEM_COLUMNS = (
    "item_code", "item_name", "total_production", "record_count", "first_day", "last_day",
)  # fmt: skip
RECORD_COLUMNS = (
    "production_date", "item_code", "item_name", "lot_number", "good_quantity", "source",
)  # fmt: skip


def data_status(desk: Desk, _: DataStatus) -> Table:
    manifest = desk.generation.manifest
    total = TotalsRepository(desk.generation).totals(TotalsQuery(group_by=GroupBy.NONE)).total
    rows = [
        (
            part.name,
            part.first_day,
            part.last_day,
            part.quality.visible,
            part.quality.hidden,
            sum(part.quality.rejected.values()),
        )
        for part in manifest.partitions
    ]
    facts = {
        "data_from": manifest.first_day,
        "data_to": manifest.last_day,
        "batch_count": total["batch_count"],
        "item_count": total["item_count"],
        "day_count": total["day_count"],
        "total_production": total["total_production"],
        "published_at": manifest.published_at,
        "data_version": manifest.version,
    }
    return desk.table(
        desk.say("data_status"), STATUS_COLUMNS, rows, facts=facts, notes=_refused_sources(desk)
    )


def _refused_sources(desk: Desk) -> list[str]:
    state = read_watcher_state(desk.settings.watcher_state_path)
    return [
        desk.say(
            "source_refused",
            name=name,
            reason=report.rejection.title if desk.language == "en" else report.rejection.title_ko,
        )
        for name, report in (state.sources if state else {}).items()
        if report.rejection is not None
    ]


def find_items(desk: Desk, asked: FindItems) -> Table:
    """The whole keyword first, as REST searches; then items that hold each of its words."""
    keyword = asked.keyword.strip()
    items = ItemRepository(desk.generation)
    found = items.list(ItemsQuery(q=keyword or asked.keyword, limit=50_000)).rows
    words = keyword.split()
    notes: list[str] = []
    if not found and len(words) > 1:
        found = items.list(ItemsQuery(q=words[0], limit=50_000)).rows
        for word in words[1:]:
            codes = {row["item_code"] for row in items.list(ItemsQuery(q=word, limit=50_000)).rows}
            found = [row for row in found if row["item_code"] in codes]
        if found:
            notes.append(desk.say("each_word", keyword=clean_text(keyword)))
    if not found:
        close = ", ".join(close_items(keyword, items.names())) or desk.say("none")
        notes.append(desk.say("nothing_found", keyword=clean_text(keyword), close=close))
    # The item that is called so, then by what the plant makes most of.
    found.sort(key=lambda row: (row["item_code"] != keyword, -row["record_count"]))
    return desk.table(
        desk.say("find_items", keyword=clean_text(keyword)),
        ITEM_COLUMNS,
        ([row[column] for column in ITEM_COLUMNS] for row in found[: asked.limit]),
        notes=notes,
        row_count=len(found),
    )


def records(desk: Desk, asked: Records) -> Table:
    codes = (asked.item_code,) if asked.item_code else ()
    desk.check_items(codes)
    filters = RecordFilter(
        date_from=asked.date_from,
        date_to=asked.date_to,
        item_code=codes,
        lot_number=asked.lot_prefix,
    )
    page = RecordRepository(desk.generation).page(
        RecordQuery(**filters.model_dump(), limit=asked.limit)
    )
    rows = orjson.loads(page.rows)
    notes = []
    count: int | None = len(rows)
    if page.next_cursor is not None:
        count = None
        if has_few(desk, filters):
            count = TotalsRepository(desk.generation).count(filters)
        else:
            notes.append(desk.say("not_counted", count=len(rows)))
    if not rows and asked.date_from and asked.date_from > desk.data.last:
        notes.append(desk.say("no_data", first=desk.data.first, last=desk.data.last))
    return desk.table(
        desk.say("records"),
        RECORD_COLUMNS,
        ([row[column] for column in RECORD_COLUMNS] for row in rows),
        facts={} if count is None else {"batch_count": count},
        notes=notes,
        row_count=count,
        truncated=True if count is None else None,
    )
