"""A source beyond 1 GiB: SQLite leaves the page at that offset unused (the lock-byte page)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings
from tools.publisher import snapshot
from tools.publisher.header import read_header
from tools.publisher.pipeline import publish

pytestmark = pytest.mark.chaos

GIB = 1 << 30
NOTE_BYTES = 60_000
ROWS = GIB // NOTE_BYTES + 1_000


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An ERP that keeps something large in a column of its own; rows on both sides of 1 GiB."""
    made = plant_settings(tmp_path_factory.mktemp("large"))
    made.live_db.parent.mkdir()
    with closing(sqlite3.connect(made.live_db)) as db:
        db.execute("PRAGMA page_size = 65536")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(
            "CREATE TABLE production_records(id INTEGER PRIMARY KEY, production_date TEXT,"
            " lot_number TEXT, item_code TEXT, item_name TEXT, good_quantity REAL, note BLOB)"
        )
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO production_records SELECT i, '2026-01-20 오전 9:00:00', 'L' || i, 'A',"
            " 'n', i, zeroblob(?) FROM n",
            (ROWS, NOTE_BYTES),
        )
        db.commit()
    assert made.live_db.stat().st_size > GIB
    yield made
    # pytest keeps three runs of temporary files; not these.
    made.live_db.unlink()


def test_it_is_published_whole(settings: Settings) -> None:
    outcome = publish(settings, None, SNAPSHOT_DAY)
    assert outcome.rejections == {}
    assert outcome.manifest is not None
    assert outcome.manifest.rows == ROWS


def test_the_copy_under_sqlites_lock_has_it_all_too(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    header = read_header(settings.live_db, "live")
    snapshot._copy_locked(settings.live_db, target, header, frozenset(), "live")
    with closing(sqlite3.connect(target)) as copy:
        sql = "SELECT COUNT(*), SUM(good_quantity) FROM production_records"
        assert copy.execute(sql).fetchone() == (ROWS, ROWS * (ROWS + 1) / 2)
        assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    target.unlink()
