"""Slow statements are named, counted and logged without a value in the line."""

import logging
from pathlib import Path

import pytest

from shared.db.router import DatabaseRouter
from shared.db.slow_queries import SlowQueries, shape_of, statement_name
from shared.errors import QueryTimeout
from shared.queries import RecordQuery
from shared.repositories.records import RecordRepository
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now

TRIAL_SQL = "SELECT 1 FROM records WHERE {where} LIMIT 1"
OTHER_SQL = "SELECT 1 FROM records WHERE {where} LIMIT 2"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"


def test_a_statement_is_called_as_its_module_calls_it() -> None:
    assert statement_name(TRIAL_SQL.format(where="seq > 1")) == "test_slow_queries.TRIAL_SQL"
    assert statement_name(OTHER_SQL.format(where="seq > 1")) == "test_slow_queries.OTHER_SQL"
    assert statement_name("VALUES (1),\n (2)") == '"VALUES (1), (2)"'


def test_the_shape_of_parameters_holds_no_value() -> None:
    assert shape_of({"item_code": "BW0021", "first_seq": 5}) == "item_code:str,first_seq:int"
    assert shape_of({}) == "-"


def test_a_failed_statement_has_no_rows(caplog: pytest.LogCaptureFixture) -> None:
    slow = SlowQueries(500)
    slow.note("VALUES (1)", {}, None, 5.0)
    assert (slow.count, slow.threshold_s) == (1, 0.5)
    assert 'statement="VALUES (1)" params=- rows=- ms=5000' in caplog.text


@pytest.mark.parametrize(("threshold_ms", "noted"), [(0, True), (60_000, False)])
def test_what_a_real_page_leaves_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, threshold_ms: int, noted: bool
) -> None:
    make_plant_files(tmp_path, rows=20)
    settings = plant_settings(tmp_path, slow_query_ms=threshold_ms)
    publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as generation, caplog.at_level(logging.WARNING):
        RecordRepository(generation).page(RecordQuery(item_code=["BW0021"], limit=3))
    router.close()
    assert (router.slow_queries.count > 0) is noted
    assert ("slow_query statement=records.PAGE_SQL params=" in caplog.text) is noted
    assert "BW0021" not in caplog.text


def test_a_statement_stopped_at_its_limit_is_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_plant_files(tmp_path, rows=20)
    settings = plant_settings(tmp_path, slow_query_ms=40, query_timeout_s=0.05)
    publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as generation, pytest.raises(QueryTimeout):
        generation.rows(generation.manifest.partitions[0], ENDLESS, {})
    router.close()
    assert router.slow_queries.count == 1
    assert 'statement="WITH RECURSIVE n(i)' in caplog.text
