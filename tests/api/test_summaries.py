"""Every group of every summary is the plain sum of its records, to the last digit.

The files change in the middle of months and weeks: one November lies in three of them.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests.api.test_same_numbers import KEYS
from tests.factories import Row as ErpRow
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings, publish_now
from tests.reference import Reference, reference_rows

Row = dict[str, Any]
Plant = tuple[TestClient, Reference]
FIRST_DAY, LAST_DAY = date(2025, 6, 20), date(2026, 5, 20)
SPANS = {
    "archive_a": (FIRST_DAY, date(2025, 11, 12)),
    "archive_b": (date(2025, 11, 13), date(2025, 11, 17)),
    "archive_c": (date(2025, 11, 18), date(2026, 2, 28)),
    "production_analysis": (date(2026, 3, 1), LAST_DAY),
}
GROUPINGS: dict[str, Callable[[Row], Any]] = {
    **{name: key for name, (_, key) in KEYS.items()},
    "month_item": lambda row: (row["production_date"][:7], row["item_code"]),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    folder = tmp_path_factory.mktemp("shared")
    settings = plant_settings(folder)
    for seed, (name, (first, last)) in enumerate(SPANS.items()):
        rows = erp_rows(first.year, 260, seed, first=first, last=last, bad_every=0)
        make_source(folder / "database" / f"{name}.db", [_finer(row) for row in rows])
    publish_now(settings)
    with TestClient(create_app(settings)) as client:
        yield client, reference_rows(settings.sources(), SNAPSHOT_DAY)


def _finer(row: ErpRow) -> ErpRow:
    """Some with decimals that no double holds, one large enough to lose them in a sum."""
    quantity = row.good_quantity
    assert row.id is not None
    if not isinstance(quantity, float) or row.id % 3:
        return row
    large = 1_234_567_890.0 if row.id == 30 else 0.0
    return row._replace(good_quantity=round(quantity + large + row.id / 1_000, 3))


def exactly(rows: list[Row]) -> dict[str, Any]:
    quantities = [r["good_quantity"] for r in rows if r["good_quantity"] is not None]
    total = float(sum(Decimal(str(quantity)) for quantity in quantities))
    return {
        "total_production": total,
        "batch_count": len(rows),
        "avg_batch_size": round(total / len(quantities), 2) if quantities else None,
        "min_quantity": min(quantities, default=None),
        "max_quantity": max(quantities, default=None),
    }


def whole(rows: list[Row]) -> dict[str, Any]:
    return {
        **exactly(rows),
        "item_count": len({row["item_code"] for row in rows}),
        "day_count": len({row["production_date"][:10] for row in rows}),
    }


def in_order(rows: list[Row], group_by: str) -> list[tuple[Any, dict[str, Any]]]:
    """Every group in the order of the answer."""
    if group_by == "none":
        return []
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(GROUPINGS[group_by](row), []).append(row)
    sums = {key: exactly(found) for key, found in groups.items()}
    if group_by == "item":
        keys = sorted(sums, key=lambda code: (-sums[code]["total_production"], code))
    elif group_by == "month_item":
        keys = sorted(sums, key=lambda key: (-sums[key]["total_production"], key[1]))
        keys.sort(key=lambda key: str(key[0]), reverse=True)
    else:
        keys = sorted(sums)
    return [(key, sums[key]) for key in keys]


def asked(chance: random.Random) -> dict[str, Any]:
    """A period that cuts months, or does not, and one item, some, or all."""
    span = (LAST_DAY - FIRST_DAY).days
    first = FIRST_DAY + timedelta(days=chance.randrange(-20, span))
    last = first + timedelta(days=chance.choice([0, 3, 30, chance.randrange(400)]))
    if chance.random() < 0.4:
        first = first.replace(day=1)
    if chance.random() < 0.4:
        last = last.replace(day=1) - timedelta(days=1)
    params: dict[str, Any] = {}
    if chance.random() < 0.8:
        params["date_from"] = min(first, last).isoformat()
    if chance.random() < 0.8:
        params["date_to"] = max(first, last).isoformat()
    if chance.random() < 0.4:
        params["item_code"] = chance.sample(["BW0021", "AW0951", "B0061"], chance.randint(1, 3))
    return params


def chosen(reference: Reference, params: dict[str, Any]) -> list[Row]:
    first, last = params.get("date_from", "0"), params.get("date_to", "9")
    codes = params.get("item_code")
    return [
        row
        for row in reference.rows
        if first <= row["production_date"][:10] <= last
        and (codes is None or row["item_code"] in codes)
    ]


def names_of(reference: Reference) -> dict[str, str | None]:
    names: dict[str, str | None] = {}
    for row in reference.rows:
        names[row["item_code"]] = names.get(row["item_code"]) or row["item_name"]
    return names


def key_of(row: Row, group_by: str) -> Any:
    if group_by == "month_item":
        return row["year_month"], row["item_code"]
    return row[KEYS[group_by][0]]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("group_by", ["none", *GROUPINGS])
@pytest.mark.parametrize("path", ["rollups", "records"])
def test_groups_total_and_limit(shared: Plant, path: str, group_by: str, seed: int) -> None:
    client, reference = shared
    chance = random.Random(f"{group_by} {seed}")
    params = asked(chance)
    rows = chosen(reference, params)
    if path == "records":
        params["min_quantity"] = -1
        rows = [row for row in rows if row["good_quantity"] is not None]
    limit = chance.choice([1, 2, 7, 20, 5_000])
    body = client.get(
        "/summary/totals", params={**params, "group_by": group_by, "limit": limit}
    ).json()
    expected = in_order(rows, group_by)
    measures = exactly([])
    found = [
        (key_of(row, group_by), {name: row[name] for name in measures}) for row in body["data"]
    ]
    assert found == expected[:limit]
    assert body["count"] == len(found)
    assert body["group_count"] == len(expected)
    assert body["total"] == whole(rows)
    names = names_of(reference)
    for row in body["data"]:
        assert row.get("item_name") == names.get(row.get("item_code", ""))


@pytest.mark.parametrize("seed", range(20))
def test_the_older_addresses_say_the_same(shared: Plant, seed: int) -> None:
    client, _ = shared
    chance = random.Random(f"older {seed}")
    params = asked(chance)

    def totals(group_by: str, drop: set[str], **more: Any) -> list[Row]:
        body = client.get("/summary/totals", params={**params, "group_by": group_by, **more}).json()
        rows: list[Row] = body["data"]
        return [{name: row[name] for name in row if name not in drop} for row in rows]

    extremes = {"min_quantity", "max_quantity"}
    months = client.get("/summary/monthly_total", params=params).json()
    assert months == totals("month", extremes)[::-1]
    items = client.get("/summary/by_item", params={**params, "limit": 3}).json()
    assert items["data"] == totals("item", extremes, limit=3)

    # It knows no period but a month.
    params = {name: params[name] for name in params if name == "item_code"}
    limit = chance.choice([1, 5, 17, 5_000])
    answer = client.get("/summary/monthly_by_item", params={**params, "limit": limit})
    assert answer.json() == totals("month_item", extremes, limit=limit)
    assert int(answer.headers["x-total-count"]) == len(totals("month_item", set()))

    month = f"2025-{chance.choice(['06', '09', '11', '12'])}"
    one = client.get("/summary/monthly_by_item", params={**params, "year_month": month}).json()
    every = totals("month_item", extremes)
    assert one == [row for row in every if row["year_month"] == month]


@pytest.mark.parametrize("group_by", list(GROUPINGS))
def test_csv_holds_the_same_groups(shared: Plant, group_by: str) -> None:
    client, _ = shared
    params: dict[str, Any] = {"group_by": group_by, "limit": 9, "date_from": "2025-11-03"}
    body = client.get("/summary/totals", params=params).json()
    answer = client.get("/summary/totals", params={**params, "format": "csv"})
    lines = [line.split(",") for line in answer.content.decode("utf-8-sig").splitlines()]
    assert lines[0] == list(body["data"][0])
    assert lines[1:] == [
        ["" if value is None else str(value) for value in row.values()] for row in body["data"]
    ]
    assert int(answer.headers["x-total-count"]) == body["group_count"]


@pytest.mark.parametrize("params", [{}, {"q": "BW"}, {"q": "와셔", "limit": 2}, {"limit": 3}])
def test_items_and_how_many_the_limit_cut(shared: Plant, params: dict[str, Any]) -> None:
    client, reference = shared
    text = str(params.get("q", "")).lower()
    hits = {
        row["item_code"]
        for row in reference.rows
        if text in row["item_code"].lower() or text in (row["item_name"] or "").lower()
    }
    answer = client.get("/items", params=params)
    assert int(answer.headers["x-total-count"]) == len(hits)
    found = answer.json()
    assert [item["item_code"] for item in found] == sorted(hits)[: params.get("limit")]
    for item in found:
        rows = [row for row in reference.rows if row["item_code"] == item["item_code"]]
        assert item["total_production"] == exactly(rows)["total_production"]
        assert item["item_name"] == names_of(reference)[item["item_code"]]


def test_quantities_that_no_integer_and_sums_that_no_double_holds(tmp_path: Path) -> None:
    settings = plant_settings(tmp_path)
    for year, quantity in ((2024, 1e20), (2025, 1.5e308), (2026, 1.7e308)):
        path = settings.live_db.with_name(f"archive_{year}.db") if year < 2026 else settings.live_db
        row = ErpRow(1, f"{year}-03-02", "LOT", "BW0021", "와셔", quantity)
        make_source(path, [row])
    publish_now(settings)
    with TestClient(create_app(settings)) as client:
        for group_by in ["none", *GROUPINGS]:
            params = {"group_by": group_by, "date_to": "2024-12-31"}
            one = client.get("/summary/totals", params=params).json()
            assert one["total"]["total_production"] == 1e20
            every = client.get("/summary/totals", params={"group_by": group_by}).json()
            assert every["total"]["total_production"] is None
            assert every["total"]["max_quantity"] == 1.7e308
        assert client.get("/overview").status_code == 200
        assert client.get("/items").json()[0]["total_production"] is None
