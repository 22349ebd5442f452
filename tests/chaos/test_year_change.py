"""A year moves from the live file to a new archive: no double and no missing row at any version."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.settings import Settings
from tests.factories import Row, erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings, walk
from tests.reference import reference_rows
from tools.publisher.publisher import Publisher

pytestmark = pytest.mark.chaos

Identity = tuple[str, str | None, str]


def january() -> list[Row]:
    return [
        Row(None, f"2026-01-0{day} 오전 9:00:00", f"LT-{day}", "NEW1", None, day)
        for day in range(2, 8)
    ]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = plant_settings(tmp_path)
    make_source(made.live_db, erp_rows(2025, 600, 1, bad_every=50))
    make_source(made.live_db.parent / "archive_2024.db", erp_rows(2024, 500, 2))
    return made


@pytest.fixture
def publisher(settings: Settings) -> Iterator[Publisher]:
    one = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    one.open()
    publish(one)
    yield one
    one.close()


def publish(publisher: Publisher) -> None:
    for _ in range(3):
        publisher.poll()


def shown(settings: Settings) -> Counter[Identity]:
    with TestClient(create_app(settings)) as client:
        rows = walk(client, limit=5_000)
    return Counter((row["production_date"], row["lot_number"], row["item_code"]) for row in rows)


def archive_the_year(settings: Settings) -> None:
    shutil.copyfile(settings.live_db, settings.live_db.parent / "archive_2025.db")


def start_the_year(settings: Settings) -> None:
    """The live file keeps some December rows, as the ERP does."""
    december = [row for row in erp_rows(2025, 600, 1, bad_every=50) if "-12-2" in str(row[1])]
    make_source(settings.live_db, [row._replace(id=None) for row in [*december, *january()]])


def test_archive_first(publisher: Publisher, settings: Settings) -> None:
    before = shown(settings)
    archive_the_year(settings)
    publish(publisher)
    assert shown(settings) == before
    start_the_year(settings)
    publish(publisher)
    assert publisher.reports()["live"].rejection is None
    after = shown(settings)
    assert after - before == Counter(
        (f"2026-01-0{day} 09:00:00", f"LT-{day}", "NEW1") for day in range(2, 8)
    )
    assert before - after == Counter()
    assert sum(after.values()) == len(reference_rows(settings.sources(), SNAPSHOT_DAY).rows)


@pytest.mark.parametrize("archived", [500, 5_000], ids=["small archive", "large archive"])
def test_live_first(publisher: Publisher, settings: Settings, archived: int) -> None:
    """The year has left the live file and has not arrived yet: that is a shrink, and refused.

    Also where the year is a small part of all rows.
    """
    make_source(settings.live_db.parent / "archive_2024.db", erp_rows(2024, archived, 2))
    publish(publisher)
    before = shown(settings)
    kept = settings.live_db.read_bytes()
    start_the_year(settings)
    publish(publisher)
    assert shown(settings) == before
    rejection = publisher.reports()["live"].rejection
    assert rejection is not None
    assert rejection.code == "source_shrunk"

    (settings.live_db.parent / "archive_2025.db").write_bytes(kept)
    publish(publisher)
    assert publisher.reports()["live"].rejection is None
    after = shown(settings)
    assert before - after == Counter()
    assert sum((after - before).values()) == 6


def test_an_archive_is_renamed(publisher: Publisher, settings: Settings) -> None:
    before = shown(settings)
    old = settings.live_db.parent / "archive_2024.db"
    old.rename(settings.live_db.parent / "archive_until_2024.db")
    publish(publisher)
    assert shown(settings) == before
    assert publisher.manifest is not None
    assert {part.name for part in publisher.manifest.partitions} == {"live", "archive_until_2024"}
    assert all(report.rejection is None for report in publisher.reports().values())


def test_two_archives_are_merged_into_one(publisher: Publisher, settings: Settings) -> None:
    archive_the_year(settings)
    start_the_year(settings)
    publish(publisher)
    before = shown(settings)
    folder = settings.live_db.parent
    rows = [*erp_rows(2024, 500, 2), *erp_rows(2025, 600, 1, bad_every=50)]
    make_source(folder / "archive_all.db", [row._replace(id=None) for row in rows])
    publish(publisher)
    assert shown(settings) == before
    (folder / "archive_2024.db").unlink()
    (folder / "archive_2025.db").unlink()
    publish(publisher)
    assert shown(settings) == before
    assert publisher.manifest is not None
    assert {part.name for part in publisher.manifest.partitions} == {"live", "archive_all"}
