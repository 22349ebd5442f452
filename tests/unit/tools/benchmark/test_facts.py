"""Facts of a published plant: places in it, its items and days; the floor gives the same page."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from shared.db.manifest import Manifest
from shared.db.router import DatabaseRouter
from shared.queries import RecordQuery
from shared.repositories.records import RecordRepository
from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tests.reference import Reference, reference_rows
from tools.benchmark.data import published
from tools.benchmark.facts import place, read_facts
from tools.benchmark.floor import page_cpu_us
from tools.benchmark.variation import cursor_for


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("facts")
    make_plant_files(folder)
    return plant_settings(folder)


@pytest.fixture(scope="module")
def manifest(settings: Settings) -> Manifest:
    return publish_now(settings)


@pytest.fixture(scope="module")
def reference(settings: Settings) -> Reference:
    return reference_rows(settings.sources(), SNAPSHOT_DAY)


@pytest.fixture
def router(settings: Settings, manifest: Manifest) -> Iterator[DatabaseRouter]:
    router = DatabaseRouter(settings)
    assert manifest.rows
    yield router
    router.close()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.9], ids="at {:.0%}".format)
def test_a_place_is_behind_so_many_rows(
    settings: Settings, manifest: Manifest, reference: Reference, router: DatabaseRouter,
    share: float,
) -> None:  # fmt: skip
    row = 1 + int(share * (manifest.rows - 1))
    cursor = cursor_for({}, place(settings, manifest, row))
    query = RecordQuery.model_validate({"limit": 20, "cursor": cursor})
    with router.pin() as generation:
        page = RecordRepository(generation).page(query)
    expected = [(one["source"], one["id"]) for one in reference.rows[row : row + 20]]
    assert [(one["source"], one["id"]) for one in orjson.loads(page.rows)] == expected


def test_there_is_no_place_behind_more_than_all(settings: Settings, manifest: Manifest) -> None:
    with pytest.raises(ValueError, match="there are only"):
        place(settings, manifest, manifest.rows + 1)


def test_facts(settings: Settings, manifest: Manifest, reference: Reference) -> None:
    facts = read_facts(settings)
    items = Counter(row["item_code"] for row in reference.rows)
    assert (facts.version, facts.rows) == (manifest.version, len(reference.rows))
    assert [items[code] for code in facts.common] == sorted(items.values(), reverse=True)[:5]
    assert items[facts.rare] == min(items.values())
    assert sum(count for count, _ in facts.days.values()) == len(reference.rows)
    total = sum(row["good_quantity"] or 0 for row in reference.rows)
    assert sum(quantity for _, quantity in facts.days.values()) == pytest.approx(total)


def test_the_floor_gives_the_newest_page(
    settings: Settings, manifest: Manifest, reference: Reference
) -> None:
    spent_us, page = page_cpu_us(settings, 1, 10)
    assert spent_us > 0
    assert [row["id"] for row in orjson.loads(page)] == [row["id"] for row in reference.rows[:10]]
    assert manifest.partitions[0].name == "live"


def test_only_what_this_program_published_is_used_again(
    settings: Settings, manifest: Manifest, tmp_path: Path
) -> None:
    assert published(settings) == manifest
    assert published(settings.model_copy(update={"source_table": "other"})) is None
    assert published(plant_settings(tmp_path)) is None
