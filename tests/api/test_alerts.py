"""The overview's alerts, against the rules in plain Python."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings, publish_now

DATA_TO = date(2026, 11, 20)


def _plant(folder: Path, made: dict[str, list[date]]) -> TestClient:
    """A plant that made each item on these days."""
    days = sorted((day, code) for code, several in made.items() for day in several)
    rows = [
        Row(number, f"{day} 오전 09:00:00", "LT1", code, f"{code} 품", 10.0)
        for number, (day, code) in enumerate(days, 1)
    ]
    settings = plant_settings(folder)
    make_source(settings.live_db, rows)
    publish_now(settings)
    return TestClient(create_app(settings))


def _every(days: int, until: date, count: int) -> list[date]:
    return [until - timedelta(days * n) for n in range(count)]


def _alerts(client: TestClient, **params: str) -> list[dict[str, Any]]:
    response = client.get("/overview", params=params)
    assert response.status_code == 200, response.text
    alerts: list[dict[str, Any]] = response.json()["alerts"]
    return alerts


BUSY = _every(1, DATA_TO, 150)


@pytest.mark.parametrize(
    ("pause", "silent", "flagged"),
    [(2, 9, True), (2, 7, True), (2, 6, False), (1, 4, True), (1, 3, False), (10, 30, False)],
)
def test_an_item_is_silent_after_three_times_its_usual_pause(
    tmp_path: Path, pause: int, silent: int, flagged: bool
) -> None:
    last = DATA_TO - timedelta(silent)
    client = _plant(tmp_path, {"BUSY": BUSY, "BW0021": _every(pause, last, 9)})
    wanted = {
        "code": "item_silent",
        "item_code": "BW0021",
        "item_name": "BW0021 품",
        "day": last.isoformat(),
        "days": silent,
        "usual_days": float(pause),
    }
    assert _alerts(client) == ([wanted] if flagged else [])


def test_an_item_that_was_given_up_long_ago_is_no_alert(tmp_path: Path) -> None:
    gone = _every(2, DATA_TO - timedelta(61), 20)
    assert _alerts(_plant(tmp_path, {"BUSY": BUSY, "OLD": gone})) == []


def test_a_new_item_is_named_with_its_first_day(tmp_path: Path) -> None:
    client = _plant(tmp_path, {"BUSY": BUSY, "NEW1": _every(1, DATA_TO, 7), "OLD1": BUSY[:8]})
    found = [(one["code"], one["item_code"], one["day"]) for one in _alerts(client)]
    assert found == [("item_new", "NEW1", "2026-11-14")]


def test_a_working_day_without_a_record_is_named(tmp_path: Path) -> None:
    missing = DATA_TO - timedelta(3)
    worked = [day for day in BUSY if day != missing and day.weekday() != 6]
    assert [(one["code"], one["day"]) for one in _alerts(_plant(tmp_path, {"BUSY": worked}))] == [
        ("day_silent", missing.isoformat())
    ]


def test_filters_narrow_the_alerts(tmp_path: Path) -> None:
    silent = _every(2, DATA_TO - timedelta(9), 9)
    client = _plant(tmp_path, {"BUSY": BUSY, "AA": silent, "BB": silent})
    assert [one["item_code"] for one in _alerts(client)] == ["AA", "BB"]
    assert [one["item_code"] for one in _alerts(client, item_code="BB")] == ["BB"]
    assert _alerts(client, q="BB") == []
    # As of the end of the period, not of the data.
    assert _alerts(client, date_to="2026-11-12") == []
