"""Every row that could not be read can be read back, with its raw values and the reason."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from shared.cursors import decode_cursor
from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY, publish_now, walk
from tests.reference import Reference
from tools.publisher.pipeline import publish

Plant = tuple[TestClient, Reference]


def keys(rows: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(row["source"], row["id"], row["reason"]) for row in rows]


@pytest.mark.parametrize("limit", [1, 7, 5_000])
def test_all_of_them_once(plant: Plant, limit: int) -> None:
    client, reference = plant
    found = keys(walk(client, "/quality/rejected", limit=limit))
    assert sorted(found) == sorted(keys(list(reference.rejected)))
    assert len(found) == client.get("/quality").json()["rejected"]
    assert client.get("/quality/rejected").json()["total"] == len(found)


@pytest.mark.parametrize(
    "filters", [{"source": "live"}, {"reason": "item_missing"}, {"source": "none"}], ids=str
)
def test_filters(plant: Plant, filters: dict[str, str]) -> None:
    client, reference = plant
    expected = [
        row for row in reference.rejected if all(row[name] == filters[name] for name in filters)
    ]
    found = walk(client, "/quality/rejected", limit=4, **filters)
    assert sorted(keys(found)) == sorted(keys(expected))
    assert client.get("/quality/rejected", params=filters).json()["total"] == len(expected)


def test_raw_values_are_the_erps(settings: Settings) -> None:
    from api.app import create_app

    with closing(sqlite3.connect(settings.live_db)) as db, db:
        db.execute(
            "INSERT INTO production_records VALUES (90001, '미정', 'L1', 'A', 'n', 5),"
            " (90002, '2026-01-20', CAST(x'b0a1' AS TEXT), 'A', 'n', x'01ff')"
        )
    publish_now(settings)
    with TestClient(create_app(settings)) as client:
        rows = {row["id"]: row for row in walk(client, "/quality/rejected", source="live")}
    assert rows[90001]["production_date"] == "미정"
    assert rows[90001]["reason"] == "date_unreadable"
    assert rows[90001]["good_quantity"] == "5.0"
    assert rows[90002]["reason"] == "quantity_not_a_number"
    assert rows[90002]["lot_number"] == "\\xb0\\xa1"
    assert rows[90002]["good_quantity"] == "\x01\\xff"


def test_a_foreign_cursor_is_refused(plant: Plant) -> None:
    client, _ = plant
    cursor = client.get("/records", params={"limit": 1}).json()["next_cursor"]
    response = client.get("/quality/rejected", params={"cursor": cursor})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_whose_source_has_gone_is_refused_not_begun_again(plant: Plant) -> None:
    client, _ = plant
    page = client.get("/quality/rejected", params={"limit": 1}).json()
    known = decode_cursor(page["next_cursor"])
    gone = known.model_copy(update={"src": "archive_1999"}).encode()
    response = client.get("/quality/rejected", params={"cursor": gone})
    assert response.status_code == 422
    assert "archive_1999 is not published" in response.json()["detail"]


def test_the_accounts_balance_when_a_bad_source_is_cut_again(settings: Settings) -> None:
    """visible + hidden + rejected = rows, also for a partition made of a partition."""
    manifest = publish_now(settings)
    settings.live_db.replace(settings.live_db.parent / "archive_2026.db")
    settings.live_db.write_bytes(b"export in progress")
    outcome = publish(settings, manifest, SNAPSHOT_DAY)
    assert list(outcome.rejections) == ["live"]
    assert outcome.manifest is not None
    for part in outcome.manifest.partitions:
        quality = part.quality
        rejected = sum(quality.rejected.values())
        assert quality.rows == quality.visible + quality.hidden + rejected
    live = next(part for part in outcome.manifest.partitions if part.name == "live")
    assert live.quality.visible == 0
    assert live.quality.rows == manifest.partitions[0].quality.rows
