"""Cursor pages join into the one ordered list, whatever the page size and the data version."""

import random
from typing import Any

import pytest
from starlette.testclient import TestClient

from shared.settings import Settings
from tests.factories import Row, erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, publish_now, walk
from tests.reference import Reference, reference_rows

Plant = tuple[TestClient, Reference]


@pytest.mark.parametrize("limit", [1, 7, 1_000, 5_000])
def test_every_row_once_in_order(plant: Plant, limit: int) -> None:
    client, reference = plant
    assert walk(client, limit=limit) == list(reference.rows)


@pytest.mark.parametrize("limit", [3, 250])
def test_filtered_pages_join(plant: Plant, limit: int) -> None:
    client, reference = plant
    filters: dict[str, Any] = {
        "item_code": ["BW0021", "B0061"],
        "date_from": "2025-06-01",
        "min_quantity": 100,
    }
    expected = [
        row
        for row in reference.rows
        if row["item_code"] in filters["item_code"]
        and row["production_date"] >= "2025-06-01"
        and (row["good_quantity"] or 0) >= 100
    ]
    assert walk(client, **filters, limit=limit) == expected


def test_a_page_that_ends_with_its_file_still_says_that_there_is_more(plant: Plant) -> None:
    client, reference = plant
    live = reference.counts["live"].visible
    page = client.get("/records", params={"limit": live}).json()
    assert page["has_more"] is True
    following = client.get("/records", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert following["data"] == [reference.rows[live]]


def test_item_pages_have_the_same_shape(plant: Plant) -> None:
    client, reference = plant
    expected = [row for row in reference.rows if row["item_code"] == "BW0021"]
    assert walk(client, "/records/BW0021", limit=50) == expected


def test_item_cursor_belongs_to_its_item(plant: Plant) -> None:
    client, _ = plant
    cursor = client.get("/records/BW0021", params={"limit": 1}).json()["next_cursor"]
    response = client.get("/records/B0061", params={"limit": 1, "cursor": cursor})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("limit", [5, 60])
def test_a_new_version_between_pages_loses_and_repeats_nothing(
    client: TestClient, settings: Settings, reference: Reference, limit: int
) -> None:
    before = {(row["source"], row["id"]): row for row in reference.rows}
    first = client.get("/records", params={"limit": limit}).json()
    rows = first["data"]

    chance = random.Random(9)
    live = [row for row in erp_rows(2026, 400, 1) if chance.random() < 0.9]
    fresh = [
        Row(10_000 + i, f"2026-11-{1 + i % 20:02} 오후 3:00:00", None, "NEW1", None, i)
        for i in range(30)
    ]
    make_source(settings.live_db, [*live, *fresh])
    manifest = publish_now(settings)
    after_reference = reference_rows(settings.sources(), SNAPSHOT_DAY)
    after = {(row["source"], row["id"]): row for row in after_reference.rows}

    rest = client.get("/records", params={"limit": limit, "cursor": first["next_cursor"]}).json()
    assert rest["version"] == manifest.version != first["version"]
    rows += rest["data"]
    if rest["next_cursor"]:
        rows += walk(client, limit=limit, cursor=rest["next_cursor"])

    seen = [(row["source"], row["id"]) for row in rows]
    assert len(seen) == len(set(seen))
    in_both = {key for key in before if before[key] == after.get(key)}
    assert in_both <= set(seen)


def test_the_cursor_of_a_deleted_row_is_still_a_place(
    client: TestClient, settings: Settings
) -> None:
    page = client.get("/records", params={"limit": 10}).json()
    last = page["data"][-1]
    make_source(settings.live_db, [row for row in erp_rows(2026, 400, 1) if row.id != last["id"]])
    publish_now(settings)
    following = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    expected = [
        row
        for row in following
        if (row["production_date"], row["id"]) < (last["production_date"], last["id"])
    ]
    found = walk(client, limit=500, cursor=page["next_cursor"])
    assert found == expected
