"""The publisher's promises: the last good version survives, and it says what is wrong."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from shared.db.manifest import read_manifest, write_manifest
from shared.settings import Settings
from shared.source_errors import PublisherRunning
from shared.watcher_state import SourceState
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings
from tests.reference import reference_rows
from tests.versions import forged
from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.plant import make_plant
from tools.publisher.publisher import Publisher


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def publisher(settings: Settings, clock: Clock) -> Iterator[Publisher]:
    one = Publisher(settings, monotonic=clock, today=lambda: SNAPSHOT_DAY)
    one.open()
    settle(one)
    assert one.manifest is not None
    yield one
    one.close()


def settle(publisher: Publisher) -> None:
    for _ in range(3):
        publisher.poll()


def from_another_release(settings: Settings) -> None:
    """A served partition with another schema, of sources that stand still."""
    manifest = forged(settings, "DROP TABLE month_lines")
    parts = tuple(part.model_copy(update={"recipe": "other"}) for part in manifest.partitions)
    write_manifest(settings.manifest_path, manifest.model_copy(update={"partitions": parts}))


def published_bytes(settings: Settings) -> dict[str, bytes]:
    manifest = read_manifest(settings.manifest_path)
    names = [part.file for part in manifest.partitions]
    return {name: (settings.partitions_dir / name).read_bytes() for name in names}


@pytest.mark.parametrize("style", sorted(BAD_STYLES))
def test_a_bad_file_never_replaces_a_good_version(
    publisher: Publisher, settings: Settings, style: str
) -> None:
    before = published_bytes(settings)
    version = publisher.manifest.version if publisher.manifest else None
    rows = make_plant(rows=400, seed=1, until=date(2026, 11, 20)).content(1)
    BAD_STYLES[style](settings.live_db, rows)
    settle(publisher)
    assert published_bytes(settings) == before
    report = publisher.reports()["live"]
    assert report.state is SourceState.REJECTED
    assert report.rejection is not None
    assert report.rejection.hint_ko
    assert report.rejection.detail

    make_source(settings.live_db, erp_rows(2026, 420, 5))
    settle(publisher)
    assert publisher.manifest is not None
    assert publisher.manifest.version != version
    assert publisher.reports()["live"].rejection is None


def test_a_missing_file_is_named_and_the_rest_goes_on(
    publisher: Publisher, settings: Settings
) -> None:
    rows = publisher.manifest.rows if publisher.manifest else 0
    archive = settings.live_db.parent / "archive_2024.db"
    archive.unlink()
    make_source(settings.live_db, erp_rows(2026, 500, 9, last=date(2026, 11, 20)))
    settle(publisher)
    assert publisher.manifest is not None
    assert publisher.manifest.rows > rows
    assert {part.name for part in publisher.manifest.partitions} == {
        "live", "archive_2025", "archive_2024"
    }  # fmt: skip
    rejection = publisher.reports()["archive_2024"].rejection
    assert rejection is not None
    assert rejection.code == "source_missing"


def test_a_bad_live_file_with_a_new_archive_shows_no_day_twice(
    publisher: Publisher, settings: Settings
) -> None:
    """The live file is unreadable while its year arrives as an archive."""
    shutil.copyfile(settings.live_db, settings.live_db.parent / "archive_2026.db")
    settings.live_db.write_bytes(b"export in progress")
    before = reference_rows(
        settings.sources() | {"live": settings.live_db.parent / "archive_2026.db"}, SNAPSHOT_DAY
    )
    settle(publisher)
    assert publisher.manifest is not None
    assert publisher.manifest.rows == len(before.rows)
    parts = publisher.manifest.partitions
    ranges = [(part.first_day, part.last_day) for part in parts if part.first_day]
    assert len({day for span in ranges for day in span}) == 2 * len(ranges)


def test_few_rows_are_refused_and_accepted_after_the_grace_time(
    publisher: Publisher, settings: Settings, clock: Clock
) -> None:
    version = publisher.manifest.version if publisher.manifest else None
    for path in settings.sources().values():
        make_source(path, erp_rows(2026, 30, 3, bad_every=99))
    settle(publisher)
    report = publisher.reports()["live"].rejection
    assert report is not None
    assert report.code == "source_shrunk"
    assert publisher.manifest is not None
    assert publisher.manifest.version == version

    clock.now += settings.shrink_grace_s - 1
    settle(publisher)
    assert publisher.manifest.version == version
    clock.now += 2
    settle(publisher)
    assert publisher.manifest.version != version
    assert publisher.reports()["live"].rejection is None


def test_a_second_publisher_is_told_so(publisher: Publisher, settings: Settings) -> None:
    with pytest.raises(PublisherRunning):
        Publisher(settings).open()
    publisher.close()
    second = Publisher(settings)
    second.open()
    second.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda s: s.manifest_path.write_bytes(b"{"),
        lambda s: s.manifest_path.unlink(),
        lambda s: next(s.partitions_dir.glob("live-*")).unlink(),
        lambda s: (s.work_dir / "left.built").write_bytes(b"x"),
        from_another_release,
    ],
    ids=[
        "manifest damaged",
        "manifest deleted",
        "partition deleted",
        "staging left over",
        "built by another release",
    ],
)
def test_a_restart_repairs_the_data_folder(
    settings: Settings, damage: Callable[[Settings], object]
) -> None:
    first = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    first.open()
    settle(first)
    first.close()
    assert first.manifest is not None
    damage(settings)
    second = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    second.open()
    settle(second)
    assert second.manifest is not None
    assert second.manifest.version == first.manifest.version
    assert read_manifest(settings.manifest_path).version == first.manifest.version
    assert list(settings.work_dir.iterdir()) == []
    second.close()


def test_old_versions_go_and_the_last_ones_stay(publisher: Publisher, settings: Settings) -> None:
    for seed in range(5):
        make_source(settings.live_db, erp_rows(2026, 400, 50 + seed))
        settle(publisher)
    lives = list(settings.partitions_dir.glob("live-*"))
    assert len(lives) == settings.retention
    assert len(list(settings.partitions_dir.glob("archive_2025-*"))) == 1


def test_the_same_content_gives_the_same_version(tmp_path: Path) -> None:
    versions = []
    for name in ("a", "b"):
        make_plant_files(tmp_path / name)
        one = Publisher(plant_settings(tmp_path / name), today=lambda: SNAPSHOT_DAY)
        one.open()
        settle(one)
        one.close()
        assert one.manifest is not None
        versions.append(one.manifest.version)
    assert versions[0] == versions[1]


def test_hidden_rows_of_more_than_five_percent_are_a_warning(
    publisher: Publisher, settings: Settings
) -> None:
    assert publisher.manifest is not None
    rows = [*erp_rows(2025, 100, 4), *erp_rows(2026, 400, 1, last=date(2026, 11, 20))]
    make_source(settings.live_db, [row._replace(id=None) for row in rows])
    settle(publisher)
    live = publisher.manifest.partitions[0]
    assert live.quality.hidden > 90
    assert live.quality.warnings == ("many_rows_hidden",)


def test_sums_beyond_what_a_number_can_hold_stop_no_publish(tmp_path: Path) -> None:
    settings = plant_settings(tmp_path)
    rows = [row._replace(good_quantity=1e308) for row in erp_rows(2026, 5, 1, bad_every=0)]
    make_source(settings.live_db, rows)
    one = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    one.open()
    settle(one)
    assert one.manifest is not None
    assert one.manifest.rows == 5
    one.close()
