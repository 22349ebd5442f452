"""The same as test_query_plans for the statements of totals."""

from typing import Any

import pytest

from shared.db import connection
from shared.db.connection import PartitionConnection
from shared.db.generation import Generation
from shared.queries import TotalsQuery
from shared.repositories.totals import TotalsRepository
from tests.unit.shared import test_query_plans
from tests.unit.shared.test_query_plans import BY_LOT, GROUP, WALK, Plans

generation, plans = test_query_plans.generation, test_query_plans.plans

OVER_DAYS = "SEARCH days USING PRIMARY KEY (day>? AND day<?)"
OVER_MONTHS = "SEARCH monthly_items USING PRIMARY KEY (year_month>? AND year_month<?)"
OVER_LINES = OVER_MONTHS.replace("monthly_items", "month_lines")
DAYS_OF_ITEM = (
    "SEARCH daily_items USING INDEX daily_items_item_code (item_code=? AND day>? AND day<?)"
)
ONE, TWO = ("BW0021",), ("BW0021", "B0061")


@pytest.mark.parametrize(
    ("statement", "query", "step", "groups"),
    [
        ("DAY_ROWS_SQL", {"group_by": "day"}, OVER_DAYS, False),
        ("DAY_ROWS_SQL", {"group_by": "day", "item_code": ONE}, DAYS_OF_ITEM, False),
        # A text that only this item has.
        ("DAY_ROWS_SQL", {"group_by": "day", "q": "BW0021"}, DAYS_OF_ITEM, False),
        ("ITEM_HITS_SQL", {"group_by": "item", "q": "BW0021"}, "SCAN item_names", True),
        # Two rows a day fall into groups.
        ("DAYS_OF_ITEMS_SQL", {"group_by": "day", "item_code": TWO}, DAYS_OF_ITEM, True),
        # A few hundred days a year fall into groups.
        ("DAYS_SQL", {"group_by": "month"}, OVER_DAYS, True),
        ("DAILY_ITEMS_SQL", {"group_by": "week", "item_code": ONE}, DAYS_OF_ITEM, True),
        # Sorting the rows of a few days is cheaper than to look each up from the index by item.
        (
            "DAILY_ITEMS_SQL",
            {"group_by": "item", "date_to": "2026-02-20"},
            "SEARCH daily_items USING PRIMARY KEY (day>? AND day<?)",
            True,
        ),
        # Whole months out of the small rollup; the days at both ends apart.
        ("MONTHS_SQL", {"group_by": "item"}, OVER_MONTHS, True),
        ("HAS_LINES_SQL", {"group_by": "month_item"}, "SCAN sqlite_schema", False),
        ("MONTH_LINES_SQL", {"group_by": "month_item"}, OVER_LINES, False),
        ("MONTH_LINE_COUNT_SQL", {"group_by": "month_item", "limit": 1}, OVER_LINES, False),
        # No rollup knows quantities: the period's rows are read once, in their order.
        ("RECORD_DAYS_SQL", {"group_by": "day", "min_quantity": 5}, WALK, False),
        ("RECORD_DAYS_SQL", {"group_by": "none", "q": "와셔"}, WALK, False),
        ("RECORD_DAYS_SQL", {"group_by": "week", "q": "와셔"}, OVER_DAYS, False),
        ("RECORDS_SQL", {"group_by": "item", "q": "와셔"}, WALK, True),
        ("RECORDS_SQL", {"group_by": "day", "lot_number": "LT202603"}, BY_LOT, True),
        ("DAY_COUNT_SQL", {"group_by": "item"}, OVER_DAYS, False),
        (
            "ITEM_DAY_COUNT_SQL",
            {"group_by": "item", "item_code": TWO},
            DAYS_OF_ITEM.replace("INDEX", "COVERING INDEX"),
            False,
        ),
        (
            "ITEMS_OF_PERIOD_SQL",
            {"group_by": "none"},
            "SEARCH daily_items EXISTS USING COVERING INDEX daily_items_item_code "
            "(item_code=? AND day>? AND day<?)",
            False,
        ),
    ],
)  # fmt: skip
def test_totals(
    generation: Generation,
    plans: Plans,
    statement: str,
    query: dict[str, Any],
    step: str,
    groups: bool,
) -> None:
    TotalsRepository(generation).totals(TotalsQuery(date_from="2026-02-03", **query))
    assert step in plans[statement]
    assert (GROUP in plans[statement]) == groups


@pytest.mark.parametrize("codes", [(), ONE, TWO])
def test_months_of_items_lie_in_their_order(
    generation: Generation, plans: Plans, codes: tuple[str, ...]
) -> None:
    """So that nothing is sorted, and months beyond the limit are not read."""
    TotalsRepository(generation).month_items(TotalsQuery(limit=5, item_code=codes))
    assert not [step for step in plans["MONTH_LINES_SQL"] if "TEMP B-TREE" in step]


def test_records_are_counted_where_they_lie(generation: Generation, plans: Plans) -> None:
    TotalsRepository(generation).count(TotalsQuery(min_quantity=5))
    assert plans["RECORD_COUNT_SQL"] == [WALK]


@pytest.mark.parametrize("group_by", ["none", "day", "week", "month"])
def test_each_day_of_records_is_walked_once(
    generation: Generation, monkeypatch: pytest.MonkeyPatch, group_by: str
) -> None:
    """Not all of the period for each of its days, which would have the same plan."""
    steps = 0

    def counted(_: PartitionConnection) -> bool:
        nonlocal steps
        steps += 100
        return False

    monkeypatch.setattr(connection, "PROGRESS_STEPS", 100)
    monkeypatch.setattr(PartitionConnection, "_is_late", counted)
    _reopen(generation)
    try:
        TotalsRepository(generation).totals(TotalsQuery(min_quantity=5, group_by=group_by))
    finally:
        _reopen(generation)
    rows = sum(part.quality.visible for part in generation.manifest.partitions)
    assert rows < steps < 100 * rows


def _reopen(generation: Generation) -> None:
    """The next statement opens a connection of its own."""
    for part in generation.manifest.partitions:
        generation.pools[part.file].close()
