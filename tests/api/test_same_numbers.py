"""Every answer equals plain Python over the ERP's own files, for random filters."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.hub_fixtures import walk
from tests.reference import Reference

COMBINATIONS = 200
Row = dict[str, Any]
Plant = tuple[TestClient, Reference]


def random_filters(chance: random.Random, rows: tuple[Row, ...]) -> dict[str, Any]:
    """A few filters at once, made of values that the data has, or nearly has."""
    row = chance.choice(rows)
    filters: dict[str, Any] = {}
    if chance.random() < 0.6:
        first = date.fromisoformat(row["production_date"][:10])
        filters["date_from"] = (first - timedelta(days=chance.randrange(60))).isoformat()
        filters["date_to"] = (first + timedelta(days=chance.randrange(400))).isoformat()
        if chance.random() < 0.3:
            del filters[chance.choice(["date_from", "date_to"])]
    if chance.random() < 0.4:
        codes = {row["item_code"] for row in chance.sample(rows, 3)}
        filters["item_code"] = chance.sample(sorted(codes), chance.randint(1, len(codes)))
    if chance.random() < 0.3:
        text = chance.choice([row["item_code"], row["item_name"], row["lot_number"]]) or "와셔"
        start = chance.randrange(len(text))
        filters["q"] = text[start : start + chance.randint(1, 4)].strip() or "21"
    if chance.random() < 0.25 and row["lot_number"]:
        filters["lot_number"] = row["lot_number"][: chance.randint(2, 9)]
    for name in ("min_quantity", "max_quantity"):
        if chance.random() < 0.2:
            filters[name] = chance.choice([0, 1, 12.5, 300, 700])
    low, high = filters.get("min_quantity"), filters.get("max_quantity")
    if low is not None and high is not None and low > high:
        filters["min_quantity"], filters["max_quantity"] = high, low
    return filters


def matches(row: Row, filters: dict[str, Any]) -> bool:
    day, quantity = row["production_date"][:10], row["good_quantity"]
    texts = [row["item_code"], row["item_name"] or "", row["lot_number"] or ""]
    tests: dict[str, Callable[[Any], bool]] = {
        "date_from": lambda value: day >= value,
        "date_to": lambda value: day <= value,
        "item_code": lambda value: row["item_code"] in value,
        "q": lambda value: any(value.lower() in text.lower() for text in texts),
        "lot_number": (row["lot_number"] or "").startswith,
        "min_quantity": lambda value: quantity is not None and quantity >= value,
        "max_quantity": lambda value: quantity is not None and quantity <= value,
    }
    return all(tests[name](value) for name, value in filters.items())


def week(day: str) -> str:
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02}"


KEYS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "day": ("day", lambda row: row["production_date"][:10]),
    "week": ("week", lambda row: week(row["production_date"][:10])),
    "month": ("year_month", lambda row: row["production_date"][:7]),
    "quarter": (
        "quarter",
        lambda row: f"{row['production_date'][:4]}-Q{(int(row['production_date'][5:7]) + 2) // 3}",
    ),
    "year": ("year", lambda row: row["production_date"][:4]),
    "weekday": (
        "weekday",
        lambda row: date.fromisoformat(row["production_date"][:10]).isoweekday(),
    ),
    "item": ("item_code", lambda row: row["item_code"]),
}


def summed(rows: list[Row]) -> dict[str, Any]:
    quantities = [row["good_quantity"] for row in rows if row["good_quantity"] is not None]
    return {
        "total_production": pytest.approx(sum(quantities)),
        "batch_count": len(rows),
        "avg_batch_size": pytest.approx(sum(quantities) / len(quantities), abs=0.006)
        if quantities
        else None,
        "min_quantity": min(quantities, default=None),
        "max_quantity": max(quantities, default=None),
    }


@pytest.mark.parametrize("seed", range(COMBINATIONS))
def test_random_filters(plant: Plant, seed: int) -> None:
    client, reference = plant
    chance = random.Random(seed)
    filters = random_filters(chance, reference.rows)
    expected = [row for row in reference.rows if matches(row, filters)]
    assert walk(client, **filters, limit=chance.choice([97, 1_000, 5_000])) == expected

    group_by = chance.choice(sorted(KEYS))
    field, key = KEYS[group_by]
    groups: dict[Any, list[Row]] = {}
    for row in expected:
        groups.setdefault(key(row), []).append(row)
    body = client.get("/summary/totals", params={**filters, "group_by": group_by}).json()
    found = {row[field]: {name: row[name] for name in summed([])} for row in body["data"]}
    assert found == {name: summed(rows) for name, rows in groups.items()}
    assert body["total"] == {
        **summed(expected),
        "item_count": len({row["item_code"] for row in expected}),
        "day_count": len({row["production_date"][:10] for row in expected}),
    }


def test_classic_summaries(plant: Plant) -> None:
    client, reference = plant
    first, last = "2025-11-10", "2026-03-05"
    rows = [r for r in reference.rows if first <= r["production_date"][:10] <= last]
    period = {"date_from": first, "date_to": last}

    months = client.get("/summary/monthly_total", params=period).json()
    assert [row["year_month"] for row in months] == [
        "2026-03", "2026-02", "2026-01", "2025-12", "2025-11"
    ]  # fmt: skip
    for row in months:
        wanted = summed([r for r in rows if r["production_date"].startswith(row["year_month"])])
        assert {name: row[name] for name in ("total_production", "batch_count")} == {
            name: wanted[name] for name in ("total_production", "batch_count")
        }
        assert row["avg_batch_size"] == wanted["avg_batch_size"]

    items = client.get("/summary/by_item", params=period).json()
    assert items["date_range"] == {"from": first, "to": last}
    assert items["count"] == items["item_count"] == len({r["item_code"] for r in rows})
    totals = [row["total_production"] for row in items["data"]]
    assert totals == sorted(totals, reverse=True)
    assert sum(totals) == pytest.approx(summed(rows)["total_production"].expected)

    one_month = client.get("/summary/monthly_by_item", params={"year_month": "2025-12"}).json()
    december = [r for r in reference.rows if r["production_date"].startswith("2025-12")]
    assert sum(row["batch_count"] for row in one_month) == len(december)
    assert {row["year_month"] for row in one_month} == {"2025-12"}


def test_items_count_all_files_and_name_the_newest(plant: Plant) -> None:
    client, reference = plant
    items = {item["item_code"]: item for item in client.get("/items").json()}
    assert items.keys() == {row["item_code"] for row in reference.rows}
    for code, item in items.items():
        rows = [row for row in reference.rows if row["item_code"] == code]
        names = [row["item_name"] for row in rows if row["item_name"]]
        assert item["record_count"] == len(rows)
        assert item["item_name"] == (names[0] if names else None)
        assert item["first_day"] == rows[-1]["production_date"][:10]
        assert item["last_day"] == rows[0]["production_date"][:10]
        assert item["total_production"] == summed(rows)["total_production"]


def test_quality_accounts_for_every_source_row(plant: Plant) -> None:
    client, reference = plant
    body = client.get("/quality").json()
    for name, counts in reference.counts.items():
        source = body["sources"][name]
        assert source["rows"] == counts.rows
        assert source["visible"] == counts.visible
        assert source["hidden"] == counts.hidden
        assert source["rejected"] == counts.rejected
    assert body["rows"] == body["visible"] + body["hidden"] + body["rejected"]
    assert body["hidden"] > 0
