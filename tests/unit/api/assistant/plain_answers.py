"""What the tools must answer, in plain Python over the ERP's own rows."""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from api.assistant.results import Table

Row = dict[str, Any]


def day_of(row: Row) -> str:
    return str(row["production_date"][:10])


def week_of(day: str) -> str:
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02}"


KEYS: dict[str, Callable[[Row], Any]] = {
    "day": day_of,
    "week": lambda row: week_of(day_of(row)),
    "month": lambda row: day_of(row)[:7],
    "quarter": lambda row: f"{day_of(row)[:4]}-Q{(int(day_of(row)[5:7]) + 2) // 3}",
    "year": lambda row: day_of(row)[:4],
    "weekday": lambda row: date.fromisoformat(day_of(row)).isoweekday(),
    "item": lambda row: row["item_code"],
    "lot": lambda row: row["lot_number"],
}


def about(value: float | None, tolerance: float = 1e-5) -> Any:
    return None if value is None else pytest.approx(value, abs=tolerance)


def quantity(rows: Iterable[Row]) -> float:
    return sum(row["good_quantity"] or 0 for row in rows)


def per(total: float, count: int) -> Any:
    return about(total / count, 0.006) if count else None


def sums(rows: list[Row]) -> Row:
    counted = sum(row["good_quantity"] is not None for row in rows)
    return {
        "total_production": about(quantity(rows)),
        "batch_count": len(rows),
        "avg_batch_size": per(quantity(rows), counted),
    }


def summed(rows: list[Row]) -> Any:
    """As SQL's SUM: nothing where no record has a quantity."""
    counted = [row for row in rows if row["good_quantity"] is not None]
    return about(quantity(counted)) if counted else None


def grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def as_dicts(table: Table) -> list[Row]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def within(
    rows: Iterable[Row], first: str, last: str, codes: list[str], lot: str = ""
) -> list[Row]:
    return [
        row
        for row in rows
        if first <= day_of(row) <= last
        and (not codes or row["item_code"] in codes)
        and (not lot or (row["lot_number"] or "").startswith(lot))
    ]


def random_period(chance: random.Random, rows: tuple[Row, ...]) -> tuple[str, str]:
    first = date.fromisoformat(day_of(chance.choice(rows)))
    return first.isoformat(), (first + timedelta(days=chance.randrange(500))).isoformat()


def random_codes(chance: random.Random, rows: tuple[Row, ...]) -> list[str]:
    found = sorted({row["item_code"] for row in chance.sample(rows, 3)})
    return found if chance.random() < 0.4 else []


def compared_alike(
    a: tuple[str, str], b: tuple[str, str], newest: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """None of the random periods begins with a year, so days are counted."""
    for running, other in ((a, b), (b, a)):
        if not running[0] <= newest <= running[1]:
            continue
        elapsed = date.fromisoformat(newest) - date.fromisoformat(running[0])
        begin, end = map(date.fromisoformat, other)
        if elapsed < end - begin:
            cut = (running[0], newest), (other[0], (begin + elapsed).isoformat())
            return cut if running is a else (cut[1], cut[0])
    return a, b


def difference(rows_a: list[Row], rows_b: list[Row]) -> Row:
    total_a, total_b = quantity(rows_a), quantity(rows_b)
    change = about((total_a - total_b) / total_b * 100, 0.006) if total_b else None
    return {
        "total_a": about(total_a),
        "total_b": about(total_b),
        "difference": about(total_a - total_b),
        "change_pct": change,
    }
