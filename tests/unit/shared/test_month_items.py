"""Months of items that were written at publish say what is known now, with any letters in names."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.db.router import DatabaseRouter
from shared.queries import GroupBy, TotalsQuery
from shared.repositories.totals import TotalsRepository
from shared.settings import Settings
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings, publish_now
from tests.versions import forged

ODD = ['","item_name":"x",', '\\"item_name":null,\\', "와셔 'Φ19'\n", None, "{}[]$.0"]


@pytest.mark.parametrize("older", ODD)
@pytest.mark.parametrize("newer", ODD)
def test_the_newest_name_stands_in_every_month(
    tmp_path: Path, older: str | None, newer: str | None
) -> None:
    settings = plant_settings(tmp_path)
    code = 'A"1'
    make_source(
        tmp_path / "database" / "archive_2025.db",
        [
            Row(1, "2025-03-03 10:00:00", None, code, older, 4.125),
            Row(2, "2025-12-30 10:00:00", None, "B", older, 3),
            Row(3, "2025-12-31 10:00:00", None, code, older, None),
        ],
    )
    make_source(settings.live_db, [Row(1, "2026-01-02 10:00:00", None, code, newer, 0.1)])
    publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as generation:
        repository = TotalsRepository(generation)
        found = repository.totals(TotalsQuery(group_by=GroupBy.MONTH_ITEM)).groups
        short = repository.month_items(TotalsQuery(limit=3)).listed
    router.close()
    name = newer or older
    assert [tuple(row.values()) for row in found] == [
        ("2026-01", code, name, 0.1, 1, 0.1, 0.1, 0.1),
        ("2025-12", "B", older, 3, 1, 3.0, 3, 3),
        ("2025-12", code, name, 0, 1, None, None, None),
        ("2025-03", code, name, 4.125, 1, 4.12, 4.125, 4.125),
    ]
    assert len(short) == 3
    assert short.objects() == [
        {key: row[key] for key in row if not key.startswith("m")} for row in found[:3]
    ]


@pytest.mark.parametrize("limit", [5, 50_000])
def test_a_partition_of_an_earlier_release_is_added_up(settings: Settings, limit: int) -> None:
    asked = TotalsQuery(group_by=GroupBy.MONTH_ITEM, limit=limit, date_from=date(2024, 2, 9))

    def found() -> tuple[list[dict[str, Any]], int]:
        router = DatabaseRouter(settings)
        with router.pin() as generation:
            result = TotalsRepository(generation).totals(asked)
        router.close()
        return result.groups, result.group_count

    publish_now(settings)
    expected = found()
    assert len(expected[0]) > 4
    forged(settings, "DROP TABLE month_lines")
    assert found() == expected
