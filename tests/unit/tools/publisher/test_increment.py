"""A publish that only reads what changed gives exactly what a full one gives."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest

from shared.db.manifest import Manifest
from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings
from tests.reference import reference_rows
from tools.publisher import build, sources, stage
from tools.publisher.pipeline import publish

TABLES = (
    "records", "days", "daily_items", "daily_names", "monthly_items", "month_lines",
    "items", "item_names", "rejected_records", "partition_info",
    "lot_segments", "lot_blocks", "lot_grams",
)  # fmt: skip
ROWS = 3_000
Edit = Callable[[sqlite3.Connection, random.Random], object]


def run(sql: str) -> Edit:
    return lambda erp, _: erp.execute(sql)


def append(erp: sqlite3.Connection, chance: random.Random) -> None:
    day = f"2026-11-{chance.randrange(10, 23)} 오후 {chance.randrange(1, 12)}:07:00"
    for _ in range(chance.randrange(1, 60)):
        erp.execute(
            "INSERT INTO production_records(production_date, lot_number, item_code, item_name,"
            " good_quantity) VALUES (?, 'NEW', ?, ?, ?)",
            (day, chance.choice(["BW0021", "NEW1"]), chance.choice([None, "새 이름"]), 7.5),
        )


EDITS: dict[str, Edit] = {
    "append": append,
    "rewrite a day": run(
        "UPDATE production_records SET good_quantity = good_quantity + 1"
        " WHERE production_date LIKE '2026-11-1%'"
    ),
    "delete a day": run("DELETE FROM production_records WHERE production_date LIKE '2026-11-05%'"),
    "move a row to another day": run(
        "UPDATE production_records SET production_date = '2026-10-30 08:00:00'"
        " WHERE id = (SELECT MAX(id) FROM production_records)"
    ),
    "rename an item": run(
        "UPDATE production_records SET item_name = '바뀐 이름'"
        " WHERE item_code = 'BW0021' AND production_date LIKE '2026-11-%'"
    ),
    "make a row unreadable": run(
        "UPDATE production_records SET production_date = '미정'"
        " WHERE id = (SELECT MAX(id) FROM production_records)"
    ),
    "make it readable again": run(
        "UPDATE production_records SET production_date = '2026-11-11 오전 1:02:03'"
        " WHERE production_date = '미정'"
    ),
    "change only a rejected row": run(
        "UPDATE production_records SET lot_number = 'X' WHERE item_code = ''"
    ),
    "change a row of January": run(
        "UPDATE production_records SET good_quantity = 123 WHERE production_date LIKE '2026-01-1%'"
    ),
    "set the same values": run("UPDATE production_records SET good_quantity = good_quantity"),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = plant_settings(tmp_path)
    make_source(made.live_db, erp_rows(2026, ROWS, 1, last=date(2026, 11, 20)))
    make_source(made.live_db.parent / "archive_2025.db", erp_rows(2025, 200, 2))
    return made


@pytest.fixture
def full_stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the sources that were read as a whole."""
    names: list[str] = []
    original = stage.stage

    def counted(settings: Settings, name: str, *rest: Any) -> Any:
        names.append(name)
        return original(settings, name, *rest)

    monkeypatch.setattr(sources, "stage", counted)
    return names


def content(settings: Settings, manifest: Manifest) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of the live partition."""
    path = settings.partitions_dir / manifest.partitions[0].file
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLES
        }


def full_publish(settings: Settings, folder: Path) -> Manifest:
    fresh = settings.model_copy(update={"data_dir": folder})
    manifest = publish(fresh, None, SNAPSHOT_DAY).manifest
    assert manifest is not None
    return manifest


def edit(settings: Settings, change: Edit, chance: random.Random) -> None:
    with closing(sqlite3.connect(settings.live_db)) as erp, erp:
        change(erp, chance)


@pytest.fixture
def manifest(settings: Settings) -> Manifest:
    first = publish(settings, None, SNAPSHOT_DAY).manifest
    assert first is not None
    return first


@pytest.mark.parametrize("name", EDITS)
def test_one_edit(
    settings: Settings, manifest: Manifest, full_stages: list[str], name: str, tmp_path: Path
) -> None:
    edit(settings, EDITS[name], random.Random(1))
    after = publish(settings, manifest, SNAPSHOT_DAY).manifest
    assert after is not None
    assert full_stages == []
    other = tmp_path / "full"
    expected = full_publish(settings, other)
    assert content(settings, after) == content(
        settings.model_copy(update={"data_dir": other}), expected
    )
    assert after.partitions[0].quality == expected.partitions[0].quality
    if name == "set the same values":
        # Nothing that is shown has changed.
        assert after.version == manifest.version


@pytest.mark.parametrize("seed", range(6))
def test_a_series_of_edits(
    settings: Settings, manifest: Manifest, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for step in range(12):
        edit(settings, EDITS[chance.choice(sorted(EDITS))], chance)
        outcome = publish(settings, manifest, SNAPSHOT_DAY)
        assert outcome.rejections == {}
        assert outcome.manifest is not None
        manifest = outcome.manifest
        if step % 4 == 3:
            other = tmp_path / f"full-{step}"
            expected = full_publish(settings, other)
            assert content(settings, manifest) == content(
                settings.model_copy(update={"data_dir": other}), expected
            )
    rows = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    assert manifest.rows == len(rows)


def test_only_the_changed_days_are_built(
    settings: Settings, manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases: list[build.Base | None] = []
    original = build.build_partition

    def counted(*args: Any) -> Any:
        bases.append(args[3])
        return original(*args)

    monkeypatch.setattr("tools.publisher.partitions.build_partition", counted)
    edit(settings, EDITS["rewrite a day"], random.Random(1))
    after = publish(settings, manifest, SNAPSHOT_DAY).manifest
    assert after is not None
    assert [base.from_day if base else None for base in bases] == ["2026-11-01"]
    edit(settings, EDITS["change a row of January"], random.Random(1))
    publish(settings, after, SNAPSHOT_DAY)
    assert bases[1:] == [None]


@pytest.mark.parametrize("why", ["refilled with new ids", "kept rows lost", "other columns"])
def test_when_all_is_read_anew(
    settings: Settings, manifest: Manifest, full_stages: list[str], why: str
) -> None:
    if why == "refilled with new ids":
        rows = [row._replace(id=(row.id or 0) + 50_000) for row in erp_rows(2026, ROWS, 1)]
        make_source(settings.live_db, rows)
    else:
        edit(settings, EDITS["append"], random.Random(1))
    if why == "kept rows lost":
        shutil.rmtree(settings.data_dir / "staged")
    if why == "other columns":
        settings = settings.model_copy(update={"source_columns": {"lot_number": "item_name"}})
    after = publish(settings, manifest, SNAPSHOT_DAY).manifest
    assert after is not None
    assert "live" in full_stages


def test_a_crash_while_the_kept_rows_are_changed_costs_one_full_build(
    settings: Settings, manifest: Manifest, full_stages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(settings, EDITS["append"], random.Random(1))

    def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tools.publisher.increment.read_rows", crash)
        with pytest.raises(KeyboardInterrupt):
            publish(settings, manifest, SNAPSHOT_DAY)
    after = publish(settings, manifest, SNAPSHOT_DAY).manifest
    assert after is not None
    assert full_stages == ["live"]
    assert after.rows == len(reference_rows(settings.sources(), SNAPSHOT_DAY).rows)
