"""Every tool equals plain Python over the ERP's own files, for 200 random calls of each."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.assistant.results import Table
from tests.toolbox_fixtures import Plant, published_plant
from tests.unit.api.assistant.plain_answers import (
    KEYS,
    Row,
    about,
    as_dicts,
    compared_alike,
    day_of,
    difference,
    grouped,
    per,
    quantity,
    random_codes,
    random_period,
    summed,
    sums,
    within,
)

CALLS = 200


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with published_plant(tmp_path_factory.mktemp("plant")) as one:
        yield one


@pytest.mark.parametrize("seed", range(CALLS))
def test_aggregate(plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    first, last = random_period(chance, plant.rows)
    codes = random_codes(chance, plant.rows)
    lots = [row["lot_number"] for row in plant.rows if row["lot_number"]]
    lot = chance.choice(lots)[: chance.randint(2, 8)] if chance.random() < 0.25 else ""
    group_by = chance.choice(["none", *KEYS])
    order = chance.choice(["auto", "desc", "asc"])
    limit = chance.choice([1, 7, 100, 500])
    args = {"item_codes": codes, "group_by": group_by, "order": order, "limit": limit}
    table = plant.run("aggregate", date_from=first, date_to=last, lot_prefix=lot or None, **args)
    rows = within(plant.rows, first, last, codes, lot)
    days = len({day_of(row) for row in rows})
    quantities = [r["good_quantity"] for r in rows if r["good_quantity"] is not None]
    whole = {
        **sums(rows),
        "min_quantity": min(quantities, default=None),
        "max_quantity": max(quantities, default=None),
        "item_count": len({row["item_code"] for row in rows}),
        "day_count": days,
        "daily_average": per(quantity(rows), days),
    }  # fmt: skip
    assert {name: table.facts[name] for name in whole} == whole
    if group_by == "none":
        assert as_dicts(table) == [whole]
        return
    check_groups(table, grouped(rows, KEYS[group_by]), quantity(rows), order, limit)


def check_groups(
    table: Table, groups: dict[Any, list[Row]], whole: float, order: str, limit: int
) -> None:
    assert table.row_count == table.facts["group_count"] == len(groups)
    assert len(table.rows) == min(limit, len(groups))
    assert table.truncated == (len(groups) > limit)
    found = as_dicts(table)
    key = table.columns[0]
    for row in found:
        rows = groups[row[key]]
        share = about(quantity(rows) / whole * 100, 0.006) if whole else None
        wanted = {**sums(rows), "share_pct": share}
        assert {name: row[name] for name in wanted} == wanted
        if "day_count" in row:
            days = len({day_of(one) for one in rows})
            assert row["day_count"] == days
            assert row["daily_average"] == per(quantity(rows), days)
        if key == "lot_number" and row[key] is not None:
            items = {one["item_code"] for one in rows}
            assert row["item_code"] == (items.pop() if len(items) == 1 else None)
            assert row["first_day"] == min(map(day_of, rows))
            assert row["last_day"] == max(map(day_of, rows))
    if key not in ("item_code", "lot_number") and order == "auto":
        assert [row[key] for row in found] == sorted(groups)[-limit:]
        return
    totals = sorted((quantity(rows) for rows in groups.values()), reverse=order != "asc")
    assert [row["total_production"] for row in found] == [about(one) for one in totals[:limit]]


@pytest.mark.parametrize("seed", range(CALLS))
def test_compare(plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    a, b = random_period(chance, plant.rows), random_period(chance, plant.rows)
    codes = random_codes(chance, plant.rows)
    by = chance.choice(["none", "item", "month"])
    table = plant.run(
        "compare", from_a=a[0], to_a=a[1], from_b=b[0], to_b=b[1],
        by=by, item_codes=codes, limit=100,
    )  # fmt: skip
    a, b = compared_alike(a, b, max(map(day_of, plant.rows)))
    facts = table.facts
    assert (facts["from_a"], facts["to_a"], facts["from_b"], facts["to_b"]) == (*a, *b)
    rows_a, rows_b = within(plant.rows, *a, codes), within(plant.rows, *b, codes)
    wanted = difference(rows_a, rows_b)
    assert {name: facts[name] for name in wanted} == wanted
    if by == "item":
        groups_a, groups_b = grouped(rows_a, KEYS["item"]), grouped(rows_b, KEYS["item"])
        expected = {
            code: difference(groups_a.get(code, []), groups_b.get(code, []))
            for code in groups_a.keys() | groups_b.keys()
        }
        found = {row["item_code"]: row for row in as_dicts(table)}
        assert {c: {n: row[n] for n in wanted} for c, row in found.items()} == expected
        sizes = [abs(row["difference"]) for row in as_dicts(table)]
        assert sizes == sorted(sizes, reverse=True)
    if by == "month":
        for row in as_dicts(table):
            month_a = [r for r in rows_a if day_of(r)[:7] == row["month_a"]]
            month_b = [r for r in rows_b if day_of(r)[:7] == row["month_b"]]
            assert {name: row[name] for name in wanted} == difference(month_a, month_b)
        for name, rows in (("total_a", rows_a), ("total_b", rows_b)):
            assert sum(row[name] for row in as_dicts(table)) == about(quantity(rows))
    if by == "none":
        assert [row["total_production"] for row in as_dicts(table)] == [
            about(quantity(rows_a)), about(quantity(rows_b))
        ]  # fmt: skip


@pytest.mark.parametrize("seed", range(CALLS))
def test_records_and_items(plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    first, last = random_period(chance, plant.rows)
    row = chance.choice(plant.rows)
    code = row["item_code"] if chance.random() < 0.4 else None
    lot = (row["lot_number"] or "")[: chance.randint(2, 9)] if chance.random() < 0.3 else ""
    limit = chance.choice([1, 20, 200])
    table = plant.run(
        "records", item_code=code, lot_prefix=lot or None, date_from=first, date_to=last,
        limit=limit,
    )  # fmt: skip
    expected = within(plant.rows, first, last, [code] if code else [], lot)
    assert as_dicts(table) == [
        {name: one[name] for name in table.columns} for one in expected[:limit]
    ]
    assert table.row_count == len(expected)

    text = chance.choice([row["item_code"], row["item_name"] or row["item_code"]])
    start = chance.randrange(len(text) - 1)
    keyword = text[start : start + chance.randint(2, 5)].strip()
    items = as_dicts(plant.run("find_items", keyword=keyword, limit=50))
    folded = keyword.casefold()
    matching = {
        one["item_code"]
        for one in plant.rows
        if folded in one["item_code"].casefold() or folded in (one["item_name"] or "").casefold()
    }
    assert {item["item_code"] for item in items} == matching
    for item in items:
        rows = [one for one in plant.rows if one["item_code"] == item["item_code"]]
        assert item["total_production"] == about(quantity(rows))
        assert item["record_count"] == len(rows)


@pytest.mark.parametrize("seed", range(CALLS))
def test_run_sql(plant: Plant, seed: int) -> None:
    chance = random.Random(seed)
    first, last = random_period(chance, plant.rows)
    column = chance.choice(["day", "year_month", "item_code", "lot_number", "source"])
    code = chance.choice(plant.rows)["item_code"]
    table = plant.run(
        "run_sql",
        sql=f"SELECT {column}, SUM(good_quantity), COUNT(*) FROM production WHERE day BETWEEN ? "
        "AND ? AND item_code <> ? GROUP BY 1 ORDER BY 1 LIMIT 400",
        params=[first, last, code],
    )
    rows = [row for row in within(plant.rows, first, last, []) if row["item_code"] != code]
    keys: dict[str, Callable[[Row], Any]] = {"day": day_of, "year_month": KEYS["month"]}
    groups = grouped(rows, keys.get(column, lambda row: row[column]))
    keys_in_order = sorted(groups, key=lambda key: (key is not None, key))
    expected = [(key, summed(groups[key]), len(groups[key])) for key in keys_in_order]
    assert list(table.rows) == expected[:400]


def test_data_status(plant: Plant) -> None:
    table = plant.run("data_status")
    assert table.facts["data_to"] == day_of(plant.rows[0])
    assert table.facts["data_from"] == day_of(plant.rows[-1])
    assert table.facts["batch_count"] == len(plant.rows)
    assert table.facts["item_count"] == len({row["item_code"] for row in plant.rows})
    assert table.facts["total_production"] == about(quantity(plant.rows))
    by_source = grouped(plant.rows, lambda row: row["source"])
    assert {row["source"]: row["records"] for row in as_dicts(table)} == {
        name: len(rows) for name, rows in by_source.items()
    }
