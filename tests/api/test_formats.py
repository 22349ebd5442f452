"""Lists as files hold the rows of their JSON, numbers as numbers and texts as texts."""

import csv
import io
import json
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from starlette.testclient import TestClient

from api.formats import KINDS
from shared.query_types import ListFormat
from tests.api.export_files import READERS
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
LISTS: list[tuple[str, dict[str, Any]]] = [
    ("/records", {"limit": 300}),
    ("/records", {"q": "와셔", "limit": 50}),
    ("/records", {"item_code": "NO-SUCH-ITEM"}),
    ("/records/BW0021", {"limit": 40}),
    ("/items", {}),
    ("/items", {"limit": 2}),
    ("/summary/totals", {"group_by": "day"}),
    ("/summary/totals", {"group_by": "weekday", "item_code": ["BW0021", "B0061"]}),
    ("/summary/totals", {"group_by": "item"}),
    ("/summary/totals", {"group_by": "month_item", "limit": 9}),
    ("/summary/monthly_total", {"date_from": "2025-11-10"}),
    ("/summary/by_item", {"date_to": "2025-11-10", "limit": 3}),
    ("/summary/monthly_by_item", {"year_month": "2025-12"}),
]


def json_rows(client: TestClient, path: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    body = client.get(path, params=params).json()
    rows: list[dict[str, Any]] = body if isinstance(body, list) else body["data"]
    return rows


@pytest.mark.parametrize(("path", "params"), LISTS, ids=str)
def test_ndjson_is_the_json_one_row_a_line(plant: Plant, path: str, params: dict[str, Any]) -> None:
    client, _ = plant
    response = client.get(path, params={**params, "format": "ndjson"})
    assert response.headers["content-type"] == "application/x-ndjson"
    rows = [json.loads(line) for line in response.content.split(b"\n")[:-1]]
    assert rows == json_rows(client, path, params)


@pytest.mark.parametrize(("path", "params"), LISTS, ids=str)
def test_csv_has_the_same_cells(plant: Plant, path: str, params: dict[str, Any]) -> None:
    client, _ = plant
    response = client.get(path, params={**params, "format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    expected = json_rows(client, path, params)
    assert list(lines) == [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in expected
    ]
    assert lines.fieldnames
    if expected:
        assert lines.fieldnames == list(expected[0])


@pytest.mark.parametrize("kind", ["arrow", "parquet", "xlsx"])
@pytest.mark.parametrize(("path", "params"), LISTS, ids=str)
def test_data_files_have_the_same_values(
    plant: Plant, path: str, params: dict[str, Any], kind: str
) -> None:
    client, _ = plant
    response = client.get(path, params={**params, "format": kind})
    assert response.headers["content-type"] == KINDS[ListFormat(kind)].media_type
    assert READERS[kind](response.content) == json_rows(client, path, params)


def column_types(client: TestClient, address: str) -> dict[str, str]:
    body = client.get(address).content
    schema = parquet.read_schema(pa.BufferReader(body))
    assert pa.ipc.open_stream(
        client.get(address.replace("parquet", "arrow")).content
    ).schema.equals(schema)
    return {field.name: str(field.type) for field in schema}


@pytest.mark.parametrize("item", ["BW0021", "NO-SUCH-ITEM"])
def test_columns_of_records_have_types_with_and_without_rows(plant: Plant, item: str) -> None:
    assert column_types(plant[0], f"/records?format=parquet&item_code={item}") == {
        "source": "string",
        "id": "int64",
        "production_date": "string",
        "lot_number": "string",
        "item_code": "string",
        "item_name": "string",
        "good_quantity": "double",
    }


def test_columns_of_totals_have_types(plant: Plant) -> None:
    assert column_types(plant[0], "/summary/totals?format=parquet&group_by=weekday") == {
        "weekday": "int64",
        "total_production": "double",
        "batch_count": "int64",
        "avg_batch_size": "double",
        "min_quantity": "double",
        "max_quantity": "double",
    }
    assert column_types(plant[0], "/summary/totals?format=parquet")["day_count"] == "int64"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/records?format=csv", "records.csv"),
        (
            "/records/BW0021?format=arrow&date_from=2026-01-01&date_to=2026-01-31",
            "records_BW0021_2026-01-01_2026-01-31.arrows",
        ),
        ("/records?format=ndjson&item_code=B0061&item_code=%EB%B3%BC/1", "records_B0061_-1.ndjson"),
        ("/items?format=xlsx", "items.xlsx"),
        ("/summary/totals?format=csv&group_by=month_item", "totals-by-month-item.csv"),
        (
            "/summary/by_item?format=parquet&date_from=2026-01-01",
            "totals-by-item_2026-01-01.parquet",
        ),
        ("/summary/monthly_total?format=csv", "monthly-total.csv"),
        (
            "/summary/monthly_by_item?format=csv&year_month=2025-12&item_code=a&item_code=b"
            "&item_code=c&item_code=d",
            "monthly-by-item_4-items_2025-12.csv",
        ),
    ],
)
def test_files_have_a_name(plant: Plant, address: str, name: str) -> None:
    found = plant[0].get(address).headers["content-disposition"]
    assert found == f'attachment; filename="{name}"'


def test_json_is_no_attachment(plant: Plant) -> None:
    assert "content-disposition" not in plant[0].get("/records?limit=1").headers


def test_records_are_those_of_the_erp(plant: Plant) -> None:
    client, reference = plant
    body = client.get("/records", params={"format": "ndjson", "limit": 5_000}).content
    assert [json.loads(line) for line in body.splitlines()] == list(reference.rows)


def test_totals_without_groups_are_one_line(plant: Plant) -> None:
    client, _ = plant
    total = client.get("/summary/totals").json()["total"]
    assert json.loads(client.get("/summary/totals?format=ndjson").content) == total


def test_the_next_cursor_is_a_header(plant: Plant) -> None:
    client, reference = plant
    first = client.get("/records", params={"format": "ndjson", "limit": 200})
    cursor = first.headers["x-next-cursor"]
    assert cursor == client.get("/records", params={"limit": 200}).json()["next_cursor"]
    rest = client.get("/records", params={"format": "ndjson", "limit": 5_000, "cursor": cursor})
    assert "x-next-cursor" not in rest.headers
    rows = [json.loads(line) for line in (first.content + rest.content).splitlines()]
    assert rows == list(reference.rows)


@pytest.mark.parametrize("path", ["/items", "/summary/by_item", "/summary/monthly_by_item"])
def test_what_the_limit_cut_off_is_counted(plant: Plant, path: str) -> None:
    client, _ = plant
    every = client.get(path, params={"format": "csv"}).content.count(b"\r\n") - 1
    few = client.get(path, params={"format": "csv", "limit": 2})
    assert few.headers["x-total-count"] == str(every)
    assert few.content.count(b"\r\n") == 3


@pytest.mark.parametrize("path", sorted({path for path, _ in LISTS}))
def test_they_are_cached_like_json(plant: Plant, path: str) -> None:
    client, _ = plant
    first = client.get(path, params={"format": "csv"})
    hits = client.get("/status").json()["cache"]["hits"]
    again = client.get(path, params={"format": "csv"})
    assert again.content == first.content
    assert client.get("/status").json()["cache"]["hits"] == hits + 1
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get(path, params={"format": "csv"}, headers=tag).status_code == 304
    assert client.get(path).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", sorted({path for path, _ in LISTS}))
@pytest.mark.parametrize("kind", ["xml", "xls", "CSV", ""])
def test_unknown_formats(plant: Plant, path: str, kind: str) -> None:
    response = plant[0].get(path, params={"format": kind})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "format"
