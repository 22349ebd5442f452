"""A text that means whole items is answered by rollups, any other by the records; never wrongly."""

from pathlib import Path
from typing import Any

import pytest

from shared.db.router import DatabaseRouter
from shared.queries import TotalsQuery
from shared.repositories.text_items import without_text
from shared.repositories.totals import TotalsRepository
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings, publish_now

OLD = [
    Row(1, "2025-03-01 08:00:00", "LOT-1", "AX1", "볼트 A", 1),
    Row(2, "2025-03-02 08:00:00", None, "AX2", "볼트 B", 2),
    Row(3, "2025-03-02 09:00:00", None, "CY3", "너트", 4),
    Row(4, "2025-03-03 08:00:00", "LOT-4", "DZ4", "와셔", 8),
]
NEW = [
    Row(1, "2026-03-01 08:00:00", "LOT-AX2", "CY3", "너트", 16),
    Row(2, "2026-03-02 08:00:00", None, "AX1", None, 32),
    Row(3, "2026-03-03 08:00:00", "L%T_5", "DZ4", "볼트 Z", 64),
]


@pytest.mark.parametrize(
    ("asked", "codes", "total"),
    [
        ({"q": "AX1"}, ("AX1",), 33),
        ({"q": "ax1"}, ("AX1",), 33),
        ({"q": "Y3"}, ("CY3",), 20),
        ({"q": "너트"}, ("CY3",), 20),
        ({"q": "AX1", "item_code": ("AX1", "CY3")}, ("AX1",), 33),
        # A lot of another item has it.
        ({"q": "AX2"}, (), 18),
        ({"q": "AX"}, (), 51),
        ({"q": "AX", "date_to": "2025-12-31"}, ("AX1", "AX2"), 3),
        # Records without that name, and an item that has it in one year only.
        ({"q": "볼트 A"}, (), 1),
        ({"q": "볼트 Z"}, (), 64),
        ({"q": "와셔"}, (), 8),
        ({"q": "와셔", "date_to": "2025-12-31"}, ("DZ4",), 8),
        ({"q": "LOT-4"}, (), 8),
        ({"q": "%T_"}, (), 64),
        ({"q": "zzz"}, (), 0),
        ({"q": "AX1", "item_code": ("CY3",)}, (), 0),
        # What no rollup knows goes to the records, by item.
        ({"q": "AX1", "min_quantity": 2}, ("AX1",), 32),
    ],
)
def test_totals_of_a_text(
    tmp_path: Path, asked: dict[str, Any], codes: tuple[str, ...], total: int
) -> None:
    settings = plant_settings(tmp_path)
    make_source(tmp_path / "database" / "archive_2025.db", OLD)
    make_source(settings.live_db, NEW)
    publish_now(settings)
    query = TotalsQuery(group_by="item", **asked)
    router = DatabaseRouter(settings)
    with router.pin() as generation:
        rewritten = without_text(generation, query)
        found = TotalsRepository(generation).totals(query)
    router.close()
    assert (rewritten.q is None) == bool(codes)
    assert rewritten.item_code == (codes or query.item_code)
    assert found.total["total_production"] == total
    assert sum(group["total_production"] for group in found.groups) == total
