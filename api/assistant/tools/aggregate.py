"""Totals of one period, as a whole or in groups."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from api.assistant.arguments import Aggregate
from api.assistant.results import Chart, Table
from api.assistant.tools.desk import Desk
from api.assistant.tools.lot_bounds import check_lots
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.active_days import active_days
from shared.repositories.lot_totals import LotTotalsRepository
from shared.repositories.numbers import average
from shared.repositories.totals import TotalsRepository

# REST's largest limit; ordering by total needs all groups.
ALL_GROUPS = 50_000
SHARE_DECIMALS = 2
SUMS = ("total_production", "batch_count", "avg_batch_size")
OF_DAYS = ("day_count", "daily_average")
OF_WHOLE = (*SUMS, "min_quantity", "max_quantity", "item_count", "day_count")
OF_LOT = ("lot_number", "item_code", "first_day", "last_day")
KEYS: dict[str, tuple[str, ...]] = {
    "day": ("day",),
    "week": ("week",),
    "month": ("year_month",),
    "quarter": ("quarter",),
    "year": ("year",),
    "weekday": ("weekday", "weekday_name"),
    "item": ("item_code", "item_name"),
    "lot": OF_LOT,
}
LINES = {"day", "week", "month", "quarter", "year"}

Row = dict[str, Any]


def aggregate(desk: Desk, asked: Aggregate) -> Table:
    desk.check_items(asked.item_codes)
    query = TotalsQuery(
        date_from=asked.date_from,
        date_to=asked.date_to,
        item_code=asked.item_codes,
        lot_number=asked.lot_prefix,
        limit=ALL_GROUPS,
        group_by=GroupBy.NONE if asked.group_by == "lot" else GroupBy(asked.group_by),
    )
    check_lots(desk, query, asked.group_by)
    found = TotalsRepository(desk.generation).totals(query)
    whole = {**found.total, "daily_average": _daily(found.total, found.total["day_count"])}
    facts = {name: whole[name] for name in (*OF_WHOLE, "daily_average")}
    notes = _notes(desk, asked)
    if asked.group_by == "none":
        columns = (*OF_WHOLE, "daily_average")
        title = desk.say("aggregate", first=asked.date_from, last=asked.date_to)
        return desk.table(title, columns, [list(facts.values())], facts=facts, notes=notes)
    if asked.group_by == "lot":
        groups, count = _lots(desk, asked, query)
    else:
        groups, count = _with_days(desk, asked, query, found.groups), found.group_count
        groups = _ordered(asked, groups)
        notes += _notes_on_groups(desk, asked, groups, count)
    return _grouped(desk, asked, groups, count, facts, notes)


def _grouped(
    desk: Desk,
    asked: Aggregate,
    groups: list[Row],
    count: int,
    facts: Mapping[str, Any],
    notes: list[str],
) -> Table:
    whole = facts["total_production"]
    for group in groups:
        share = group["total_production"] / whole * 100 if whole else None
        group["share_pct"] = None if share is None else round(share, SHARE_DECIMALS)
    has_days = asked.group_by not in ("day", "lot") and asked.lot_prefix is None
    keys = KEYS[asked.group_by]
    columns = (*keys, *SUMS, *(OF_DAYS if has_days else ()), "share_pct")
    axis = "weekday_name" if asked.group_by == "weekday" else keys[0]
    chart = Chart("line" if _is_line(asked) else "bar", axis, SUMS[:1])
    name = desk.say(asked.group_by)
    return desk.table(
        desk.say("aggregate_by", first=asked.date_from, last=asked.date_to, group=name),
        columns,
        ([group.get(column) for column in columns] for group in groups),
        facts={**facts, "group_count": count},
        notes=notes,
        chart=chart,
        row_count=count,
    )


def _lots(desk: Desk, asked: Aggregate, query: TotalsQuery) -> tuple[list[Row], int]:
    repository = LotTotalsRepository(desk.generation, desk.settings.partitions_dir)
    found = repository.by_total(query, asked.limit, smallest_first=asked.order == "asc")
    rows = [{name: getattr(lot, name) for name in (*OF_LOT, *SUMS)} for lot in found.rows]
    return rows, found.lot_count


def _with_days(desk: Desk, asked: Aggregate, query: TotalsQuery, groups: list[Row]) -> list[Row]:
    """On how many days each group had production, where rollups know; weekdays by name."""
    key = KEYS[asked.group_by][0]
    for group in groups:
        if key == "weekday":
            group["weekday_name"] = desk.say(f"weekday_{group[key]}")
    if asked.group_by == "day" or asked.lot_prefix is not None:
        return groups
    days = active_days(desk.generation, query)
    for group in groups:
        group["day_count"] = days[group[key]]
        group["daily_average"] = _daily(group, days[group[key]])
    return groups


def _ordered(asked: Aggregate, groups: list[Row]) -> list[Row]:
    """Within the limit. Of times in their order the newest are kept."""
    if asked.order != "auto":
        # Equal totals stay in their own order, as in REST.
        groups = sorted(
            groups, key=lambda row: row["total_production"], reverse=asked.order == "desc"
        )
    elif asked.group_by != "item":
        return groups[-asked.limit :]
    return groups[: asked.limit]


def _is_line(asked: Aggregate) -> bool:
    return asked.group_by in LINES and asked.order == "auto"


def _daily(sums: Mapping[str, Any], days: int) -> float | None:
    return average(sums["total_production"], days)


def _notes(desk: Desk, asked: Aggregate) -> list[str]:
    data = desk.data
    if asked.date_from > data.last or asked.date_to < data.first:
        return [desk.say("no_data", first=data.first, last=data.last)]
    if asked.date_to > data.last:
        return [desk.say("data_ends", last=data.last)]
    return []


def _notes_on_groups(desk: Desk, asked: Aggregate, groups: list[Row], count: int) -> list[str]:
    if not _is_line(asked) or not groups:
        return []
    notes = []
    if count > len(groups):
        notes.append(desk.say("newest_groups", count=count, limit=len(groups)))
    last = desk.data.last
    if asked.date_to >= last and asked.group_by != "day" and not _ends(last, asked.group_by):
        key = groups[-1][KEYS[asked.group_by][0]]
        # An item may have stopped earlier.
        if key == _key(last, asked.group_by):
            group = desk.say(asked.group_by)
            notes.append(desk.say("last_group_runs", group=group, name=key, last=last))
    return notes


def _ends(day: date, group_by: str) -> bool:
    """Whether a week, month, quarter or year ends with this day."""
    return day < date.max and _key(day, group_by) != _key(day + timedelta(days=1), group_by)


def _key(day: date, group_by: str) -> str:
    if group_by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if group_by == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: 7 if group_by == "month" else 4]
