"""Every number of `/overview` equals plain Python over the ERP's own files."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests.api.overview_reference import MEASURES, Rows, check, day_of
from tests.api.test_same_numbers import matches
from tests.factories import Row as ErpRow
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings, publish_now
from tests.reference import Reference, reference_rows

Plant = tuple[TestClient, Reference]
FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2026, 11, 20)


@pytest.mark.parametrize("seed", range(60))
def test_random_periods_and_filters(plant: Plant, seed: int) -> None:
    client, reference = plant
    chance = random.Random(f"overview {seed}")
    span = (LAST_DAY - FIRST_DAY).days
    first = FIRST_DAY + timedelta(days=chance.randrange(span))
    last = first + timedelta(days=chance.choice([0, 6, 27, 29, 30, 90, chance.randrange(900)]))
    params: dict[str, Any] = {"date_from": first.isoformat(), "date_to": last.isoformat()}
    filters: dict[str, Any] = {}
    if chance.random() < 0.5:
        filters["item_code"] = chance.sample(["BW0021", "AW0951", "B0061"], chance.randint(1, 3))
    if chance.random() < 0.3:
        filters["q"] = chance.choice(["와셔", "bw00", "%", "_950", "LT2026", "없는 말"])
    response = client.get("/overview", params={**params, **filters})
    assert response.status_code == 200, response.text
    rows = [row for row in reference.rows if matches(row, filters)]
    data = [date.fromisoformat(day_of(reference.rows[place])) for place in (-1, 0)]
    check(response.json(), rows, (first, last), (data[0], data[1]))


def ask(plant: Plant, **params: Any) -> dict[str, Any]:
    response = plant[0].get("/overview", params=params)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_the_default_is_the_last_30_days_of_the_data(plant: Plant) -> None:
    body = ask(plant)
    last = date.fromisoformat(day_of(plant[1].rows[0]))
    period = (last - timedelta(days=29), last)
    first = date.fromisoformat(day_of(plant[1].rows[-1]))
    assert body["comparison"]["weeks"] == 5
    assert body["last_day"]["to"] == last.isoformat()
    check(body, list(plant[1].rows), period, (first, last))
    assert body == ask(plant, date_from=period[0].isoformat())
    assert body == ask(plant, date_to=period[1].isoformat())


@pytest.mark.parametrize("params", [{}, {"item_code": "BW0021"}, {"q": "와셔"}])
def test_the_same_totals_as_everywhere_else(plant: Plant, params: dict[str, str]) -> None:
    body = ask(plant, date_from="2026-01-01", date_to="2026-11-20", **params)
    span = {"date_from": "2026-01-01", "date_to": "2026-11-20", **params}
    totals = plant[0].get("/summary/totals", params=span).json()["total"]
    assert {name: body["period"]["total"][name] for name in totals} == totals
    assert body["year_to_date"]["total_production"] == totals["total_production"]
    assert body["version"] == plant[0].get("/overview").headers["x-data-version"]


@pytest.mark.parametrize(
    "params",
    [
        {"item_code": "NOPE"},
        {"date_from": "2001-01-01", "date_to": "2001-02-01"},
        {"date_from": "0001-01-01", "date_to": "0001-01-01"},
        {"date_from": "9999-12-31"},
        {"q": "없는 말"},
    ],
    ids=["no such item", "before the data", "first day there is", "last day there is", "no text"],
)
def test_nothing_found_is_an_answer(plant: Plant, params: dict[str, str]) -> None:
    body = ask(plant, **params)
    assert body["period"]["total"]["total_production"] == 0
    assert body["period"]["total"]["avg_batch_size"] is None
    assert body["top_items"] == []
    if body["comparison"]:
        assert body["comparison"]["change_pct"] == dict.fromkeys(MEASURES)


@pytest.mark.parametrize(
    "params",
    [{"date_from": "2026-02-01", "date_to": "2026-01-01"}, {"limit": "5"}, {"date_to": "0"}],
)
def test_wrong_parameters_are_refused(plant: Plant, params: dict[str, str]) -> None:
    assert plant[0].get("/overview", params=params).status_code == 422


def published(folder: Path, rows: list[ErpRow]) -> tuple[TestClient, Rows]:
    settings = plant_settings(folder)
    make_source(settings.live_db, rows)
    publish_now(settings)
    reference = reference_rows(settings.sources(), SNAPSHOT_DAY)
    return TestClient(create_app(settings)), list(reference.rows)


@pytest.mark.parametrize("until", ["2024-02-29", "2024-03-31", "2025-01-01", "2024-12-31"])
def test_leap_days_and_turns_of_year(tmp_path: Path, until: str) -> None:
    last = date.fromisoformat(until)
    rows = erp_rows(2023, 1_200, 5, first=date(2023, 1, 1), last=last, bad_every=0)
    last_row = rows[-1]._replace(id=9_999, production_date=f"{until} 10:00:00")
    first_row = rows[0]._replace(id=9_998, production_date="2023-01-01 00:00:00")
    client, found = published(tmp_path, [first_row, *rows, last_row])
    with client:
        body = client.get("/overview").json()
    assert body["year_to_date"]["previous"] is not None
    check(body, found, (last - timedelta(days=29), last), (date(2023, 1, 1), last))


def test_a_single_day_of_data(tmp_path: Path) -> None:
    day = date(2026, 3, 2)
    client, found = published(tmp_path, erp_rows(2026, 20, 6, first=day, last=day, bad_every=0))
    with client:
        body = client.get("/overview").json()
    check(body, found, (day - timedelta(days=29), day), (day, day))
    assert body["comparison"] is None
    assert body["month_to_date"]["previous"] is None
    assert body["last_day"]["change_pct"] is None
