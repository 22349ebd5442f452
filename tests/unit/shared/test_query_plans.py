"""Every statement keeps its plan: the index it uses is part of the contract."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.db.connection import Params, PartitionConnection
from shared.db.generation import Generation
from shared.db.router import DatabaseRouter
from shared.export_queries import ExportQuery
from shared.queries import ItemsQuery, RecordQuery, RejectedQuery
from shared.repositories import (
    day_sums,
    distinct,
    export,
    group_sums,
    items,
    lots,
    month_items,
    months,
    record_sums,
    records,
    rejected,
    text_items,
    where,
)
from shared.repositories.export import ExportRepository
from shared.repositories.items import ItemRepository
from shared.repositories.records import RecordRepository
from shared.repositories.rejected import RejectedRepository
from tests.hub_fixtures import plant_settings, publish_now
from tools.sample_data.writer import write_sample

MODULES = (
    day_sums, distinct, export, group_sums, items, lots, month_items, months, record_sums, records,
    rejected, text_items, where,
)  # fmt: skip
WALK = "SEARCH records USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
BY_ITEM = "SEARCH records USING INDEX records_item_code (item_code=? AND rowid>? AND rowid<?)"
BY_LOT = "SEARCH records USING INDEX records_lot_number (lot_number>? AND lot_number<?)"
SORT = "USE TEMP B-TREE FOR ORDER BY"
GROUP = "USE TEMP B-TREE FOR GROUP BY"

Plans = dict[str, list[str]]


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("plans")
    write_sample(folder / "database", rows=30_000, seed=1, until=date(2026, 11, 20))
    settings = plant_settings(folder)
    publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as pinned:
        yield pinned
    router.close()


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> Plans:
    """Plan of every statement that runs, by the statement's constant."""
    found: Plans = {}
    original = PartitionConnection.rows

    def explained(
        self: PartitionConnection, sql: str, params: Params, deadline: float
    ) -> list[tuple[Any, ...]]:
        steps = original(self, f"EXPLAIN QUERY PLAN {sql}", params, deadline)
        found.setdefault(constant_of(sql), [step[3] for step in steps])
        return original(self, sql, params, deadline)

    monkeypatch.setattr(PartitionConnection, "rows", explained)
    return found


def constants() -> dict[str, str]:
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if name.endswith("_SQL") and isinstance(value, str)
    }


def constant_of(sql: str) -> str:
    for name, text in constants().items():
        pattern = re.sub(r"\\{\w+\\}", ".*", re.escape(text))
        if re.fullmatch(pattern, sql, re.DOTALL):
            return name
    raise AssertionError(f"a statement that no constant holds: {sql}")


PAGES: list[tuple[str, dict[str, Any], str, bool]] = [
    ("all", {}, WALK, False),
    ("period", {"date_from": "2026-03-01", "date_to": "2026-03-31"}, WALK, False),
    ("item", {"item_code": ("BW0021",)}, BY_ITEM, False),
    ("item and period", {"item_code": ("BW0021",), "date_to": "2026-03-31"}, BY_ITEM, False),
    # Lots are no order of time, so what the prefix finds is sorted.
    ("lot", {"lot_number": "LT202603"}, BY_LOT, True),
    # The index with fewer entries.
    ("item and lot", {"item_code": ("BW0021",), "lot_number": "LT2026"}, BY_ITEM, False),
    ("item and rare lot", {"item_code": ("BW0021",), "lot_number": "LT202603-1"}, BY_LOT, True),
    ("quantity", {"min_quantity": 10}, WALK, False),
    ("text", {"q": "와셔"}, WALK, False),
]


@pytest.mark.parametrize(
    ("filters", "step", "sorts"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES]
)
def test_page(
    generation: Generation, plans: Plans, filters: dict[str, Any], step: str, sorts: bool
) -> None:
    repository = RecordRepository(generation)
    first = repository.page(RecordQuery(limit=5, **filters))
    repository.page(RecordQuery(limit=5, cursor=first.next_cursor, **filters))
    # A range of days alone is a range of seq: whether more rows follow needs no statement.
    more = {"NEXT_SQL"} if filters.keys() - {"date_from", "date_to"} else set()
    for name in ("PAGE_SQL", *more):
        plan = [line.replace("COVERING INDEX", "INDEX") for line in plans[name]]
        assert step in plan
        assert (SORT in plan) == sorts
    # What is scanned are the bisection's own rows, one a step.
    searches = [line for line in plans["SEQ_BEFORE_SQL"] if line.startswith("SEARCH")]
    assert searches == [
        "SEARCH days USING PRIMARY KEY (day>?)",
        "SEARCH records USING INTEGER PRIMARY KEY (rowid=?)",
    ]
    bounds = plans.get("SEQ_BOUNDS_SQL", [])
    assert bool(bounds) == bool(filters.keys() & {"date_from", "date_to"})
    assert not any("SCAN" in line for line in bounds if "CONSTANT" not in line)
    assert ("NEXT_SQL" in plans) == bool(more)


@pytest.mark.parametrize(
    ("filters", "step", "sorts"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES]
)
def test_export(
    generation: Generation, plans: Plans, filters: dict[str, Any], step: str, sorts: bool
) -> None:
    few = ExportRepository(generation, ExportQuery(limit=5, **filters))
    assert list(few.csv())
    assert list(few.sheet_rows(2))
    for name in ("EXPORT_TEXT_SQL", "EXPORT_SHEET_SQL"):
        plan = [line.replace("COVERING INDEX", "INDEX") for line in plans[name]]
        assert step in plan
        assert (SORT in plan) == sorts


def test_items(generation: Generation, plans: Plans) -> None:
    ItemRepository(generation).list(ItemsQuery(q="와셔"))
    RecordRepository(generation).has_item("BW0021")
    RecordRepository(generation).page(RecordQuery(q="와셔", limit=1))
    assert plans["KNOWN_ITEM_SQL"] == ["SEARCH items USING PRIMARY KEY (item_code=?)"]
    assert plans["ITEMS_SQL"] == ["SCAN items"]
    ItemRepository(generation).names()
    assert plans["NAMES_SQL"] == ["SCAN items"]
    assert plans["MATCHING_ITEMS_SQL"] == ["SCAN item_names", GROUP]
    assert plans["MATCHING_CODES_SQL"] == ["SCAN item_names", "USE TEMP B-TREE FOR DISTINCT"]


def test_few_rows_are_sorted_and_many_walked_over(
    generation: Generation, plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What several items or a lot prefix find is counted first, in an index."""
    two = RecordQuery(limit=5, item_code=("BW0021", "B0061"))
    lot = RecordQuery(limit=5, lot_number="LT2026")
    repository = RecordRepository(generation)
    repository.page(two)
    assert SORT in plans["PAGE_SQL"]
    assert any("records_item_code" in line for line in plans["PAGE_SQL"])
    assert "SEARCH items USING PRIMARY KEY (item_code=?)" in plans["ROWS_OF_ITEMS_SQL"]
    repository.page(lot)
    counted = [line.replace("COVERING INDEX", "INDEX") for line in plans["ROWS_OF_LOT_SQL"]]
    assert BY_LOT in counted

    monkeypatch.setattr(where, "FEW_ROWS", 10)
    for query in (two, lot):
        plans.clear()
        repository.page(query)
        assert WALK in plans["PAGE_SQL"]
        assert SORT not in plans["PAGE_SQL"]


def test_rejected(generation: Generation, plans: Plans) -> None:
    RejectedRepository(generation).page(RejectedQuery(limit=5))
    expected = "SEARCH rejected_records USING INTEGER PRIMARY KEY (rowid>?)"
    assert plans["REJECTED_SQL"] == [expected]


def test_every_statement_is_covered_here() -> None:
    files = Path(__file__).parent.glob("test_*_plans.py")
    text = "".join(file.read_text("utf-8") for file in files)
    assert [name for name in constants() if name not in text] == []
