"""`fields` picks and orders the columns of a page, and changes nothing else."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.export_files import READERS
from tests.hub_fixtures import walk
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
PICKED = ["good_quantity", "source", "production_date"]


@pytest.mark.parametrize("path", ["/records", "/records/BW0021"])
@pytest.mark.parametrize("kind", ["json", *READERS])
def test_columns_in_the_order_asked_for(plant: Plant, path: str, kind: str) -> None:
    client, _ = plant
    every = client.get(path, params={"limit": 50}).json()["data"]
    params: dict[str, Any] = {"limit": 50, "fields": ",".join(PICKED), "format": kind}
    response = client.get(path, params=params)
    rows = response.json()["data"] if kind == "json" else READERS[kind](response.content)
    assert rows == [{name: row[name] for name in PICKED} for row in every]
    assert all(list(row) == PICKED for row in rows)


def test_repeated_or_with_commas_is_the_same(plant: Plant) -> None:
    client, _ = plant
    commas = client.get("/records?limit=5&fields=id,lot_number,id")
    repeated = client.get("/records?limit=5&fields=id&fields=lot_number")
    assert commas.json()["data"] == repeated.json()["data"]
    other = client.get("/records?limit=5&fields=lot_number&fields=id")
    assert list(other.json()["data"][0]) == ["lot_number", "id"]


def test_a_cursor_fits_other_columns(plant: Plant) -> None:
    client, reference = plant
    first = client.get("/records?limit=200&fields=id").json()
    rest = walk(client, limit=5_000, cursor=first["next_cursor"])
    assert rest == list(reference.rows[200:])


@pytest.mark.parametrize("path", ["/records", "/records/BW0021"])
@pytest.mark.parametrize("fields", ["seq", "id,", "id;item_code", "json_object(1)", ""])
def test_other_names_are_refused(plant: Plant, path: str, fields: str) -> None:
    response = plant[0].get(path, params={"fields": fields})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "fields"
