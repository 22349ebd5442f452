"""What a search reads: the lot index by key, then the records that match, or none at all."""

from typing import Any

import apsw
import pytest

from shared.db.connection import Params, PartitionConnection
from shared.db.generation import Generation
from shared.queries import RecordQuery, TotalsQuery
from shared.repositories import where
from shared.repositories.records import RecordRepository
from shared.repositories.totals import TotalsRepository
from tests.unit.shared import test_query_plans
from tests.unit.shared.test_query_plans import BY_LOT, SORT, Plans

generation, plans = test_query_plans.generation, test_query_plans.plans

OF_SEGMENTS = "SCAN lot_segments"
NAMED = "SEARCH records USING INTEGER PRIMARY KEY (rowid=?)"


def test_text_in_few_lots(
    generation: Generation, plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Grams by key, their blocks by the index over lots, the records that match by seq."""
    monkeypatch.setattr(where, "BLOCK_ROWS", 1)
    query = TotalsQuery(q="T202603-1")
    totals = TotalsRepository(generation)
    assert totals.count(query) == totals.totals(query).total["batch_count"] > 0
    assert RecordRepository(generation).page(RecordQuery(q="T202603-1", limit=1)).count == 1
    assert plans["HAS_INDEX_SQL"] == ["SCAN sqlite_schema"]
    assert plans["SEGMENT_BLOCKS_SQL"] == [OF_SEGMENTS]
    assert plans["GRAMS_SQL"] == [
        OF_SEGMENTS,
        "SCAN json_each VIRTUAL TABLE INDEX 1:",
        "SEARCH lot_grams USING INTEGER PRIMARY KEY (rowid=?)",
    ]
    assert "SEARCH lot_blocks USING INTEGER PRIMARY KEY (rowid=?)" in plans["MATCHING_SEQS_SQL"]
    assert BY_LOT in [
        line.replace("COVERING INDEX", "INDEX") for line in plans["MATCHING_SEQS_SQL"]
    ]
    assert (
        "SEARCH records USING INDEX records_item_code (item_code=?)" in (plans["MATCHING_SEQS_SQL"])
    )
    for name in ("PAGE_SQL", "NEXT_SQL", "RECORD_COUNT_SQL", "RECORDS_SQL"):
        assert NAMED in plans[name]
        assert SORT not in plans[name]


def test_short_text(generation: Generation, plans: Plans) -> None:
    RecordRepository(generation).page(RecordQuery(q="Z"))
    assert plans["SHORT_GRAMS_SQL"] == [
        OF_SEGMENTS,
        "SEARCH lot_grams USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    ]


@pytest.mark.parametrize("text", ["ZZZZ", "없는품목", "LT2031", "qq", "ㅋ"])
def test_text_that_nobody_has_reads_no_record(
    generation: Generation, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """SQLite ends the statement before its loop: some 20 of its steps, not five a record."""
    steps: list[int] = []
    original = PartitionConnection.rows

    def count(event: dict[str, Any]) -> None:
        if "FROM records" in event["sql"]:
            steps.append(event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"])

    def counted(
        self: PartitionConnection, sql: str, params: Params, deadline: float
    ) -> list[tuple[Any, ...]]:
        self._db.trace_v2(apsw.SQLITE_TRACE_PROFILE, count)
        try:
            return original(self, sql, params, deadline)
        finally:
            self._db.trace_v2(0, None)

    monkeypatch.setattr(PartitionConnection, "rows", counted)
    assert RecordRepository(generation).page(RecordQuery(q=text)).count == 0
    assert TotalsRepository(generation).count(TotalsQuery(q=text)) == 0
    assert len(steps) == 2 * len(generation.manifest.partitions)
    assert max(steps) < 60
