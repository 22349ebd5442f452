"""What an ERP may leave on disk, through the whole chain: publisher, API, what a person reads."""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from shared.settings import Settings
from tests.chaos.mounts import read_only
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, walk
from tests.reference import reference_rows
from tools.publisher.publisher import Publisher

pytestmark = pytest.mark.chaos


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


def encrypt(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def encrypt_behind_the_header(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:100] + random.Random(1).randbytes(len(raw) - 100))


def zero_a_page(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(raw)


def go_back(path: Path) -> None:
    make_source(path, erp_rows(2022, 4_000, 1))


def few_rows(path: Path) -> None:
    make_source(path, erp_rows(2026, 3, 1, bad_every=99))


def unreadable_rows(path: Path) -> None:
    rows = [row._replace(production_date="미정") for row in erp_rows(2026, 50, 1)]
    make_source(path, rows)


def rename_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("ALTER TABLE production_records RENAME TO old_records")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "source_missing"),
    "zero bytes": (lambda path: path.write_bytes(b""), "source_truncated"),
    "text": (lambda path: path.write_text("수출 중" * 900), "source_not_sqlite"),
    "encrypted": (encrypt, "source_not_sqlite"),
    "encrypted behind the header": (encrypt_behind_the_header, "source_corrupt"),
    "half": (
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        "source_truncated",
    ),
    "zeros in the middle": (zero_a_page, "source_corrupt"),
    "other table": (rename_table, "source_table_missing"),
    "other columns": (
        lambda path: make_source(path, erp_rows(2026, 9, 1), omit=("item_code",)),
        "source_columns_missing",
    ),
    "no rows": (lambda path: make_source(path, []), "source_empty"),
    "unreadable rows": (unreadable_rows, "source_unreadable_rows"),
    "newest day years back": (go_back, "source_went_back"),
    "a folder": (become_a_folder, "source_unreadable"),
}


@pytest.mark.parametrize(("fault", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_the_last_good_version_is_served_with_the_reason(
    publisher: Publisher, settings: Settings, fault: Callable[[Path], object], code: str
) -> None:
    assert publisher.manifest is not None
    version = publisher.manifest.version
    good = settings.live_db.read_bytes()
    with TestClient(create_app(settings)) as client:
        before = client.get("/records?limit=5000").content
        fault(settings.live_db)
        publish(publisher)
        again = client.get("/records?limit=5000")
        assert again.content == before
        assert again.headers["x-data-version"] == version
    rejection = publisher.reports()["live"].rejection
    assert rejection is not None
    assert rejection.code == code
    assert rejection.title_ko
    assert rejection.hint_ko

    if settings.live_db.is_dir():
        settings.live_db.rmdir()
    settings.live_db.write_bytes(good)
    publish(publisher)
    assert publisher.reports()["live"].rejection is None
    assert publisher.manifest.version == version


@pytest.mark.parametrize(
    "name", ["plain", "with space", "#1", "100%", "what?", "a&b=c", "공장 데이터", "%41", "ü+'\""]
)
def test_folder_names(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    make_plant_files(folder, rows=120)
    settings = plant_settings(folder)
    publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
    publisher.open()
    publish(publisher)
    publisher.close()
    assert list(tmp_path.iterdir()) == [folder]
    with TestClient(create_app(settings)) as client:
        found = walk(client, limit=5_000)
    assert found == list(reference_rows(settings.sources(), SNAPSHOT_DAY).rows)


KILLED_WRITER = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 2")
db.execute("BEGIN")
db.execute("UPDATE production_records SET good_quantity = good_quantity + 1000")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_hot_journal_is_rolled_back_in_our_folder(
    publisher: Publisher, settings: Settings
) -> None:
    """The ERP died in a transaction: half of its pages are in the file already."""
    make_source(settings.live_db, erp_rows(2026, 4_000, 3, last=date(2026, 11, 20)))
    expected = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    subprocess.run([sys.executable, "-c", KILLED_WRITER, str(settings.live_db)], check=False)
    journal = Path(f"{settings.live_db}-journal")
    assert journal.stat().st_size > 0
    raw, journal_raw = settings.live_db.read_bytes(), journal.read_bytes()
    publish(publisher)
    assert publisher.reports()["live"].rejection is None
    with TestClient(create_app(settings)) as client:
        assert walk(client, limit=5_000) == list(expected)
    assert settings.live_db.read_bytes() == raw
    assert journal.read_bytes() == journal_raw


def test_a_stale_wal_is_not_replayed_over_a_new_file(
    publisher: Publisher, settings: Settings, tmp_path: Path
) -> None:
    """The sums of the mix would look right to quick_check."""
    live = settings.live_db
    with closing(sqlite3.connect(live)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE production_records SET good_quantity = 999999")
        db.commit()
        publish(publisher)
        fresh = make_source(tmp_path / "fresh.db", erp_rows(2026, 380, 12))
        with closing(sqlite3.connect(fresh)) as other:
            other.execute("PRAGMA journal_mode = WAL")
        plain = tmp_path / "plain.db"
        shutil.copyfile(fresh, plain)
        fresh.replace(live)
        publish(publisher)
    assert publisher.manifest is not None
    assert publisher.manifest.partitions[0].quality.warnings == ("leftover_side_file",)
    sources = {**settings.sources(), "live": plain}
    with TestClient(create_app(settings)) as client:
        assert walk(client, limit=5_000) == list(reference_rows(sources, SNAPSHOT_DAY).rows)
        problems = client.get("/healthz").json()["problems"]
    assert "leftover_side_file" in {problem["code"] for problem in problems}


def test_a_wal_on_a_read_only_mount(tmp_path: Path) -> None:
    """SQLite itself could not open it there: it needs to write a -shm file."""
    make_plant_files(tmp_path)
    settings = plant_settings(tmp_path)
    with closing(sqlite3.connect(settings.live_db)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE production_records SET good_quantity = 5 WHERE good_quantity > 5")
        db.commit()
        with read_only(settings.live_db.parent):
            publisher = Publisher(settings, today=lambda: SNAPSHOT_DAY)
            publisher.open()
            publish(publisher)
            publisher.close()
    assert publisher.reports()["live"].rejection is None
    with TestClient(create_app(settings)) as client:
        highest = client.get("/summary/totals?date_from=2026-01-01").json()["total"]
    assert highest["max_quantity"] == 5
