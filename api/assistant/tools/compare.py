"""Two periods side by side. One that still runs is compared with the same elapsed days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.assistant.arguments import Compare
from api.assistant.results import Chart, Table
from api.assistant.tools.desk import Desk
from shared.compared_periods import Days, year_before
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.numbers import average, exact
from shared.repositories.overview import change_pct
from shared.repositories.totals import TotalsRepository, TotalsResult

TOTALS = ("total_a", "total_b", "difference", "change_pct")
PERIOD_COLUMNS = (
    "period", "date_from", "date_to", "total_production", "batch_count", "avg_batch_size",
    "day_count", "daily_average",
)  # fmt: skip
ALL_GROUPS = 50_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """The days that are compared; `runs` names the period that has no end yet, if one does."""

    a: Days
    b: Days
    runs: str | None = None


def compare(desk: Desk, asked: Compare) -> Table:
    desk.check_items(asked.item_codes)
    pair = elapsed_alike(Days(asked.from_a, asked.to_a), Days(asked.from_b, asked.to_b), desk.data)
    group_by = {"none": GroupBy.NONE, "item": GroupBy.ITEM, "month": GroupBy.MONTH}[asked.by]
    found_a = _totals(desk, asked, pair.a, group_by)
    found_b = _totals(desk, asked, pair.b, group_by)
    facts = _facts(pair, found_a.total, found_b.total)
    title = desk.say("compare", a=desk.span(pair.a), b=desk.span(pair.b))
    notes = _notes(desk, pair)
    if asked.by == "none":
        chart = Chart("bar", "period", ("total_production",))
        return desk.table(
            title, PERIOD_COLUMNS, _periods(facts), facts=facts, notes=notes, chart=chart
        )
    if asked.by == "item":
        keys: tuple[str, ...] = ("item_code", "item_name")
        rows = _by_item(found_a.groups, found_b.groups)
    else:
        keys = ("month_a", "month_b")
        rows = _by_month(pair, found_a.groups, found_b.groups)
    columns = (*keys, *TOTALS)
    return desk.table(
        title,
        columns,
        ([row[column] for column in columns] for row in rows[: asked.limit]),
        facts=facts,
        notes=notes,
        chart=Chart("bar", keys[0], ("total_a", "total_b")),
        row_count=len(rows),
    )


def elapsed_alike(a: Days, b: Days, data: Days) -> Pair:
    """A period that ends with or after the data, and has fewer days of it than the other one,
    is compared with as many days of the other."""
    for runs, running, other in (("A", a, b), ("B", b, a)):
        if not running.first <= data.last <= running.last:
            continue
        elapsed = Days(running.first, data.last)
        if elapsed.count < other.count:
            alike = _as_long(other, elapsed)
            return Pair(elapsed, alike, runs) if runs == "A" else Pair(alike, elapsed, runs)
    return Pair(a, b)


def _as_long(other: Days, elapsed: Days) -> Days:
    """The year before to the same date, as in `/overview`; all else by the number of days."""
    before = year_before(elapsed)
    is_year_before = elapsed.first == date(elapsed.first.year, 1, 1) and other.first == before.first
    if is_year_before and before.last <= other.last:
        return before
    return Days(other.first, other.first + timedelta(days=elapsed.count - 1))


def _totals(desk: Desk, asked: Compare, days: Days, group_by: GroupBy) -> TotalsResult:
    return TotalsRepository(desk.generation).totals(
        TotalsQuery(
            date_from=days.first,
            date_to=days.last,
            item_code=asked.item_codes,
            group_by=group_by,
            limit=ALL_GROUPS,
        )
    )


def _facts(pair: Pair, total_a: Row, total_b: Row) -> Row:
    facts: Row = {}
    for name, days, total in (("a", pair.a, total_a), ("b", pair.b, total_b)):
        facts |= {
            f"from_{name}": days.first.isoformat(),
            f"to_{name}": days.last.isoformat(),
            f"total_{name}": total["total_production"],
            f"batch_count_{name}": total["batch_count"],
            f"avg_batch_size_{name}": total["avg_batch_size"],
            f"day_count_{name}": total["day_count"],
            f"daily_average_{name}": average(total["total_production"], total["day_count"]),
        }
    averages = facts["daily_average_a"], facts["daily_average_b"]
    return {
        **facts,
        **_difference(facts["total_a"], facts["total_b"]),
        "batch_count_change_pct": change_pct(facts["batch_count_a"], facts["batch_count_b"]),
        "daily_average_change_pct": change_pct(*averages),
    }


def _difference(total_a: float, total_b: float) -> Row:
    return {
        "total_a": total_a,
        "total_b": total_b,
        "difference": exact(total_a - total_b),
        "change_pct": change_pct(total_a, total_b),
    }


def _periods(facts: Row) -> list[list[Any]]:
    names = (
        "from", "to", "total", "batch_count", "avg_batch_size", "day_count", "daily_average",
    )  # fmt: skip
    return [[name.upper(), *(facts[f"{fact}_{name}"] for fact in names)] for name in ("a", "b")]


def _by_item(groups_a: list[Row], groups_b: list[Row]) -> list[Row]:
    """The largest difference first, whichever way it goes."""
    a = {row["item_code"]: row for row in groups_a}
    b = {row["item_code"]: row for row in groups_b}
    rows = [
        {
            "item_code": code,
            "item_name": (a.get(code) or b[code])["item_name"],
            **_difference(_total(a.get(code)), _total(b.get(code))),
        }
        for code in sorted(a.keys() | b.keys())
    ]
    return sorted(rows, key=lambda row: -abs(row["difference"]))


def _by_month(pair: Pair, groups_a: list[Row], groups_b: list[Row]) -> list[Row]:
    """The first month of A beside the first month of B, and so on; not where both are empty."""
    first_a, first_b = _number(pair.a.first), _number(pair.b.first)
    a = {_number_of(row["year_month"]) - first_a: row for row in groups_a}
    b = {_number_of(row["year_month"]) - first_b: row for row in groups_b}
    most_a, most_b = _number(pair.a.last) - first_a, _number(pair.b.last) - first_b
    return [
        {
            "month_a": _name(first_a + place) if place <= most_a else None,
            "month_b": _name(first_b + place) if place <= most_b else None,
            **_difference(_total(a.get(place)), _total(b.get(place))),
        }
        for place in sorted(a.keys() | b.keys())
    ]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _number_of(year_month: str) -> int:
    return int(year_month[:4]) * 12 + int(year_month[5:]) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _total(row: Mapping[str, Any] | None) -> Any:
    return row["total_production"] if row else 0


def _notes(desk: Desk, pair: Pair) -> list[str]:
    notes = []
    if pair.runs is not None:
        notes.append(
            desk.say(
                "same_elapsed_days",
                runs=pair.runs,
                last=desk.data.last,
                a=desk.span(pair.a),
                b=desk.span(pair.b),
                days_a=pair.a.count,
                days_b=pair.b.count,
            )
        )
    elif max(pair.a.last, pair.b.last) > desk.data.last:
        notes.append(desk.say("data_ends", last=desk.data.last))
    for name, days in (("A", pair.a), ("B", pair.b)):
        if days.first > desk.data.last or days.last < desk.data.first:
            notes.append(desk.say("period_without_data", name=name, period=desk.span(days)))
    return notes
