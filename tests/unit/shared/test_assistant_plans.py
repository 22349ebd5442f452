"""Plans of the statements that only the assistant asks: which index each of them uses."""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.db.attached import attached_rows
from shared.db.router import DatabaseRouter
from shared.db.traced import Statement, TracedGeneration
from shared.queries import TotalsQuery
from shared.repositories import active_days as active_days_module
from shared.repositories import lot_totals
from shared.repositories.active_days import active_days
from shared.repositories.lot_totals import LotTotalsRepository
from shared.settings import Settings
from tests.hub_fixtures import plant_settings, publish_now
from tools.sample_data.writer import write_sample

GROUP = "USE TEMP B-TREE FOR GROUP BY"
DISTINCT = "USE TEMP B-TREE FOR count(DISTINCT)"
OVER_DAYS = "SEARCH days USING PRIMARY KEY (day>? AND day<?)"
WALK = "SEARCH part_0.records USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
BY_LOT = "SEARCH part_0.records USING INDEX records_lot_number"
BY_ITEM = "SEARCH part_0.records USING INDEX records_item_code"

Plant = tuple[TracedGeneration, Settings]


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Settings, DatabaseRouter]]:
    folder = tmp_path_factory.mktemp("plans")
    write_sample(folder / "database", rows=30_000, seed=1, until=date(2026, 11, 20))
    settings = plant_settings(folder)
    publish_now(settings)
    router = DatabaseRouter(settings)
    yield settings, router
    router.close()


@pytest.fixture
def plant(published: tuple[Settings, DatabaseRouter]) -> Iterator[Plant]:
    settings, router = published
    with router.pin() as generation:
        yield TracedGeneration(generation), settings


def plan_of(statement: Statement, folder: Path) -> list[str]:
    """As SQLite explains it, with the files under the names that the statement gives them."""
    files = {f"part_{number}": folder / file for number, file in enumerate(statement.files)}
    rows = attached_rows(files, f"EXPLAIN QUERY PLAN {statement.sql}", statement.params, math.inf)
    return [row[3] for row in rows]


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        ({"group_by": "week"}, {OVER_DAYS, GROUP}),
        (
            {"group_by": "month", "item_code": ("BW0021",)},
            {"SEARCH daily_items USING COVERING INDEX daily_items_item_code "
             "(item_code=? AND day>? AND day<?)", GROUP},
        ),
        # No sort: the index is in the order of items.
        (
            {"group_by": "item"},
            {"SEARCH daily_items USING COVERING INDEX daily_items_item_code "
             "(ANY(item_code) AND day>? AND day<?)"},
        ),
    ],
)  # fmt: skip
def test_active_days(plant: Plant, query: dict[str, Any], steps: set[str]) -> None:
    generation, settings = plant
    active_days(generation, TotalsQuery(date_from="2026-02-03", date_to="2026-04-20", **query))
    plan = plan_of(generation.statements[0], settings.partitions_dir)
    assert steps <= set(plan)
    assert (GROUP in plan) == (GROUP in steps)


@pytest.mark.parametrize(
    ("filters", "step"),
    [
        ({}, WALK),
        ({"item_code": ("BW0021",)}, f"{BY_ITEM} (item_code=? AND rowid>? AND rowid<?)"),
        ({"lot_number": "LT202603"}, f"{BY_LOT} (lot_number>? AND lot_number<?)"),
    ],
    ids=["period", "item", "lot"],
)
def test_lots(plant: Plant, filters: dict[str, Any], step: str) -> None:
    generation, settings = plant
    query = TotalsQuery(date_from="2026-02-03", date_to="2026-04-20", **filters)
    LotTotalsRepository(generation, settings.partitions_dir).by_total(
        query, 5, smallest_first=False
    )
    totals, details = (
        plan_of(one, settings.partitions_dir)
        for one in generation.statements
        if ("lot_number" in one.sql and "json_each(:lots)" in one.sql) or "WITH lots" in one.sql
    )
    assert step in totals
    # The few lots that are shown, each by its index entries.
    assert f"{BY_LOT} (lot_number=? AND rowid>? AND rowid<?)" in details


def test_lots_of_two_files_are_read_together(plant: Plant) -> None:
    generation, settings = plant
    query = TotalsQuery(date_from="2025-12-01", date_to="2026-01-31")
    LotTotalsRepository(generation, settings.partitions_dir).by_total(query, 5, smallest_first=True)
    totals = next(one for one in generation.statements if "WITH lots" in one.sql)
    assert [name.partition("-")[0] for name in totals.files] == ["live", "archive_2025"]
    plan = plan_of(totals, settings.partitions_dir)
    assert WALK in plan
    assert WALK.replace("part_0", "part_1") in plan


def test_every_statement_is_covered_here() -> None:
    """LOT_RECORDS_SQL and DETAIL_RECORDS_SQL are parts of LOTS_SQL and LOT_DETAILS_SQL."""
    found = {
        name
        for module in (active_days_module, lot_totals)
        for name in vars(module)
        if name.endswith("_SQL") and name != "KEY_SQL"
    }
    assert found == {
        "ACTIVE_DAYS_SQL", "LOTS_SQL", "LOT_RECORDS_SQL", "LOT_DETAILS_SQL", "DETAIL_RECORDS_SQL"
    }  # fmt: skip
