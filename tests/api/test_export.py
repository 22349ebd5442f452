"""Exports: one query is the same rows in every format, for any size, from one data version."""

import asyncio
import io
from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.repositories import export
from shared.repositories.totals import TotalsRepository
from shared.settings import Settings
from tests.api.asgi import Exchange
from tests.api.export_files import READERS, SHEET, cell_column, sheet
from tests.factories import Row, erp_rows, make_source
from tests.hub_fixtures import plant_settings, publish_now
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
ADDRESS = "/records/export"
FILTERS: dict[str, dict[str, Any]] = {
    "all": {},
    "one item": {"item_code": "BW0021"},
    "period over two files": {"date_from": "2025-11-10", "date_to": "2026-03-05"},
    "items and quantity": {"item_code": ["B0061", "AW0951"], "min_quantity": 12.5},
    "lots": {"lot_number": "LT2026"},
    "text": {"q": "와셔"},
    "nothing": {"item_code": "NO-SUCH-ITEM"},
}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many chunks out of few rows."""
    monkeypatch.setattr(export, "CHUNK_ROWS", 97)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_every_format_has_the_rows_of_the_list(
    plant: Plant, kind: str, filters: dict[str, Any]
) -> None:
    client, reference = plant
    expected = list(reference.rows) if not filters else listed(client, filters)
    response = client.get(ADDRESS, params={**filters, "format": kind})
    assert response.status_code == 200
    assert READERS[kind](response.content) == expected
    assert response.headers["x-total-count"] == str(len(expected))
    assert response.headers["x-data-version"]


def listed(client: TestClient, filters: dict[str, Any]) -> list[dict[str, Any]]:
    page = client.get("/records", params={**filters, "limit": 5_000}).json()
    assert page["has_more"] is False
    rows: list[dict[str, Any]] = page["data"]
    return rows


def test_the_data_has_what_is_hard_to_write(plant: Plant) -> None:
    rows = plant[1].rows
    assert any(row["good_quantity"] == 12.5 for row in rows)
    for name in ("good_quantity", "lot_number", "item_name"):
        assert any(row[name] is None for row in rows)
    assert any("와셔" in (row["item_name"] or "") for row in rows)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "fields",
    [["good_quantity,id"], ["good_quantity", "id", "id"], ["good_quantity,id," * 200 + "id"]],
)
def test_chosen_fields_in_their_order(plant: Plant, kind: str, fields: list[str]) -> None:
    client, reference = plant
    response = client.get(ADDRESS, params={"format": kind, "fields": fields, "limit": 150})
    rows = READERS[kind](response.content)
    assert rows == [{k: row[k] for k in ("good_quantity", "id")} for row in reference.rows[:150]]
    assert list(rows[0]) == ["good_quantity", "id"]


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_an_export_goes_on_after_a_cursor(plant: Plant, kind: str) -> None:
    client, reference = plant
    cursor = client.get("/records", params={"limit": 400}).json()["next_cursor"]
    params = {"format": kind, "cursor": cursor, "limit": 1_000}
    response = client.get(ADDRESS, params=params)
    assert READERS[kind](response.content) == list(reference.rows[400:1_400])
    assert response.headers["x-total-count"] == str(len(reference.rows))


def test_csv_is_for_excel(plant: Plant) -> None:
    client, _ = plant
    body = client.get(ADDRESS, params={"fields": "id,good_quantity"}).content
    assert body.startswith(b"\xef\xbb\xbfid,good_quantity\r\n")
    assert body.count(b"\r\n") == body.count(b"\n")
    assert b".0\r\n" not in body
    assert b"12.5\r\n" in body
    assert client.get(ADDRESS, params={"fields": "id", "bom": 0}).content.startswith(b"id\r\n")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")', 'a"b,c\nd', "a=1"]


@pytest.fixture
def formulas(settings: Settings) -> TestClient:
    rows = [
        Row(n, f"2026-11-20 10:00:{59 - n}", None, "X", text, -1.5)
        for n, text in enumerate(FORMULAS, 1)
    ]
    make_source(settings.live_db, rows)
    publish_now(settings)
    return TestClient(create_app(settings))


def test_formulas_are_defused_in_csv(formulas: TestClient) -> None:
    body = formulas.get(ADDRESS, params={"date_from": "2026-11-20"}).content
    rows = READERS["csv"](body)
    assert [row["item_name"] for row in rows] == [*(f"'{t}" for t in FORMULAS[:7]), *FORMULAS[7:]]
    assert {row["good_quantity"] for row in rows} == {-1.5}


def test_formulas_are_texts_in_xlsx(formulas: TestClient) -> None:
    body = formulas.get(ADDRESS, params={"date_from": "2026-11-20", "format": "xlsx"}).content
    found = sheet(body)
    assert not list(found.iter(f"{SHEET}f"))
    texts = [row["item_name"] for row in READERS["xlsx"](body)]
    assert texts == FORMULAS


def test_xlsx_has_a_bold_frozen_header_with_filters(plant: Plant) -> None:
    body = plant[0].get(ADDRESS, params={"format": "xlsx", "limit": 10}).content
    found = sheet(body)
    pane = found.find(f".//{SHEET}pane")
    filters = found.find(f"{SHEET}autoFilter")
    assert pane is not None
    assert pane.attrib["state"] == "frozen"
    assert filters is not None
    assert filters.attrib["ref"] == "A1:G11"
    header = [cell for cell in found.iter(f"{SHEET}c") if cell.attrib["r"].endswith("1")]
    assert {cell.get("s") for cell in header if len(cell.attrib["r"]) == 2} == {"1"}
    assert cell_column(header[0]) == "A"


def test_pandas_reads_the_types(plant: Plant) -> None:
    client, reference = plant
    body = client.get(ADDRESS, params={"format": "parquet"}).content
    frame = pd.read_parquet(io.BytesIO(body))
    assert str(frame["id"].dtype) == "int64"
    assert str(frame["good_quantity"].dtype) == "float64"
    total = sum(row["good_quantity"] or 0 for row in reference.rows)
    assert frame["good_quantity"].sum() == pytest.approx(total)
    for kind, read in (("csv", pd.read_csv), ("ndjson", lambda b: pd.read_json(b, lines=True))):
        body = client.get(ADDRESS, params={"format": kind}).content
        assert read(io.BytesIO(body))["good_quantity"].sum() == pytest.approx(total)


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"date_from": "2026-01-01", "date_to": "2026-01-31"}, "records_2026-01-01_2026-01-31.csv"),
        (
            {"item_code": "한글/../x\r\n", "date_from": "2026-01-01", "date_to": "2026-01-02"},
            "records_-x-_2026-01-01_2026-01-02.csv",
        ),
        (
            {"item_code": list("abcd"), "date_from": "2026-01-01", "date_to": "2026-01-02"},
            "records_4-items_2026-01-01_2026-01-02.csv",
        ),
    ],
)
def test_the_file_has_a_useful_name(plant: Plant, params: dict[str, Any], name: str) -> None:
    response = plant[0].get(ADDRESS, params=params)
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"format": "pdf"}, "format"),
        ({"fields": "id,nonsense"}, "fields"),
        ({"fields": ""}, "fields"),
        ({"limit": 0}, "limit"),
        ({"bom": 2}, "bom"),
        ({"cursor": "garbage"}, "cursor"),
        ({"after": "2026-01-31,4711"}, "after"),
        ({"after": "2026-01-31 08:15:00,9223372036854775808"}, "after"),
        ({"after": "2026-01-31 08:15:00,x"}, "after"),
        ({"date_from": "2026-1-1"}, "date_from"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_parameters(plant: Plant, params: dict[str, Any], parameter: str) -> None:
    response = plant[0].get(ADDRESS, params=params)
    assert response.status_code == 422
    assert {error["parameter"] for error in response.json()["errors"]} == {parameter}


def test_a_cursor_of_other_filters_is_refused(plant: Plant) -> None:
    cursor = plant[0].get("/records", params={"limit": 1}).json()["next_cursor"]
    response = plant[0].get(ADDRESS, params={"cursor": cursor, "item_code": "BW0021"})
    assert response.status_code == 422


def test_more_rows_than_excel_holds(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TotalsRepository, "count", lambda *_: 1_048_576)
    response = plant[0].get(ADDRESS, params={"format": "xlsx"})
    assert (response.status_code, response.json()["code"]) == (422, "too_many_rows")
    assert "csv" in response.json()["hint"]
    assert "parquet" in response.json()["hint"]
    assert plant[0].get(ADDRESS, params={"format": "xlsx", "limit": 10}).status_code == 200


def test_head_says_how_many_without_reading_them(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_rows(*_: object) -> None:
        raise AssertionError("HEAD must not export")

    monkeypatch.setattr(export.ExportRepository, "_chunks", no_rows)
    response = plant[0].head(ADDRESS)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["x-total-count"] == str(len(plant[1].rows))


def test_a_new_version_does_not_change_a_running_export(
    settings: Settings, reference: Reference
) -> None:
    older = publish_now(settings)

    async def publish_once(_: bytes) -> None:
        if len(exchange.pieces) == 2:
            make_source(settings.live_db, erp_rows(2026, 300, 55))
            publish_now(settings)
            other = await Exchange("/records", "limit=1").run(app)
            assert other.headers["x-data-version"] != older.version

    async def export_it() -> None:
        await exchange.run(app)

    app = create_app(plant_settings(settings.data_dir.parent))
    exchange = Exchange(ADDRESS, "format=ndjson", publish_once)
    asyncio.run(export_it())
    assert exchange.headers["x-data-version"] == older.version
    assert READERS["ndjson"](exchange.body) == list(reference.rows)
    assert exchange.complete
