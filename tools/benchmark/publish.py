"""`python -m tools.benchmark publish`: what a publish costs, beside a copy and one index build.

The floor is what nobody who wants a consistent, searchable copy can avoid: `shutil.copyfile` of the
live file and one index over (item_code, production_date) in the copy.
"""

import argparse
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from shared.db.manifest import read_manifest
from shared.settings import Settings
from tools.benchmark.measure import MEGABYTE, Cost, cost_of
from tools.publisher.pipeline import publish
from tools.publisher.publisher import Publisher
from tools.sample_data.writer import write_sample

DAY = date(2026, 11, 20)

APPEND_SQL = """
    INSERT INTO production_records(production_date, lot_number, item_code, item_name, good_quantity)
    SELECT '2026-11-20 오후 3:00:00', 'LT-NEW', item_code, item_name, 5
    FROM production_records
    LIMIT 500
"""

REWRITE_DAY_SQL = """
    UPDATE production_records
    SET good_quantity = good_quantity + 1
    WHERE production_date LIKE '2026-11-19%'
"""

REFILL_SQL = """
    UPDATE production_records
    SET id = id + 100000000
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rows",
        type=int,
        nargs="+",
        default=[100_000, 1_000_000, 10_000_000],
        help="sizes of the live file",
    )
    parser.add_argument("--folder", type=Path, help="keep the data here, to use it again")


def run(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        for rows in options.rows:
            measure(rows, options.folder or Path(temporary))
    return 0


def measure(rows: int, folder: Path) -> None:
    """One size: print each kind of publish and its ratio to the floor."""
    settings = settings_for(folder / f"{rows}")
    if not settings.live_db.exists():
        write_sample(settings.live_db.parent, rows=rows, seed=1, until=DAY, years=1)
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    size = settings.live_db.stat().st_size
    print(f"{rows:,} rows, source {size / MEGABYTE:,.0f} MB")
    floor = cost_of(copy_and_index, settings.live_db, folder / "floor.db")
    show("copyfile + one index", floor, floor)
    show("full publish", cost_of(publish_now, folder / f"{rows}"), floor)
    for name, sql in (
        ("500 rows appended", APPEND_SQL),
        ("a day rewritten", REWRITE_DAY_SQL),
        ("all ids new", REFILL_SQL),
    ):
        with closing(sqlite3.connect(settings.live_db)) as erp, erp:
            erp.execute(sql)
        show(name, cost_of(publish_now, folder / f"{rows}"), floor)
    show("nothing new (one look)", cost_of(look, folder / f"{rows}"), floor)
    disk = sum(path.stat().st_size for path in settings.data_dir.rglob("*") if path.is_file())
    print(f"  on disk {disk / MEGABYTE:,.0f} MB for 2 versions, {disk / size:.1f}x the source\n")
    settings.live_db.unlink()


def show(name: str, cost: Cost, floor: Cost) -> None:
    print(
        f"  {name:24} wall {cost.wall_s:7.2f} s ({cost.wall_s / floor.wall_s:5.2f}x)"
        f"   cpu {cost.cpu_s:7.2f} s ({cost.cpu_s / floor.cpu_s:5.2f}x)"
        f"   peak RSS {cost.peak_rss / MEGABYTE:5.0f} MB",
        flush=True,
    )


def settings_for(folder: Path) -> Settings:
    return Settings(
        _env_file=None,
        live_db=folder / "database" / "production_analysis.db",
        archive_dbs=str(folder / "database" / "archive_*.db"),
        data_dir=folder / "data",
        settle_s=0,
    )


def copy_and_index(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE INDEX floor ON production_records(item_code, production_date)")
    target.unlink()


def publish_now(folder: Path) -> None:
    settings = settings_for(folder)
    current = read_manifest(settings.manifest_path) if settings.manifest_path.exists() else None
    outcome = publish(settings, current, DAY)
    if not outcome.published:
        raise RuntimeError(f"nothing was published: {outcome.rejections}")


def look(folder: Path) -> None:
    """A start of the publisher and its first look at sources that have not changed."""
    publisher = Publisher(settings_for(folder), today=lambda: DAY)
    publisher.open()
    publisher.poll()
    publisher.close()
