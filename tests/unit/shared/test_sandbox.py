"""Foreign SELECTs: hostile ones are refused or bounded, legitimate ones right."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from shared.db.attached import open_attached
from shared.db.manifest import Partition
from shared.db.sandbox import ARM_SQL, VIEW, VIEW_SQL, Sandbox
from shared.errors import GenerationUnreadable, SqlRefused
from tests.sql_attacks import BOMBS, REFUSED
from tests.sql_questions import LEGITIMATE
from tests.toolbox_fixtures import Plant, published_plant

WALK = "SEARCH live.records USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
BY_ITEM = "SEARCH live.records USING INDEX records_item_code"
BY_LOT = "SEARCH live.records USING INDEX records_lot_number"
SEQ = " AND rowid>? AND rowid<?)"
ROOT = Path(__file__).resolve().parents[3]
SECONDS = 0.05
MOST_GROWTH = 50_000_000


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with published_plant(tmp_path_factory.mktemp("plant"), rows=3_000) as one:
        yield one


@pytest.fixture(scope="module")
def sandbox(plant: Plant) -> Sandbox:
    return Sandbox(plant.settings.partitions_dir, plant.generation.manifest.partitions)


def files_below(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def attacked(plant: Plant, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What each attack took in a process of its own, whose folders stay as they were."""
    work = tmp_path_factory.mktemp("work")
    data = plant.settings.data_dir
    before = files_below(data)
    command = [sys.executable, "-m", "tests.sandbox_child", str(data), str(SECONDS)]
    # Another folder to stand in: a file that an attack writes would be there.
    done = subprocess.run(
        command,
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        check=True,
    )
    assert files_below(data) == before
    assert list(work.iterdir()) == []
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", REFUSED)
def test_an_attack_is_refused(attacked: dict[str, dict[str, Any]], name: str) -> None:
    assert attacked[name]["outcome"].startswith("refused: ")
    # By its text, not by the clock.
    assert "Stopped after" not in attacked[name]["outcome"]


@pytest.mark.parametrize("name", [*REFUSED, *BOMBS])
def test_an_attack_is_bounded(attacked: dict[str, dict[str, Any]], name: str) -> None:
    """That each came to its end at all is the clock's doing: some would take days."""
    assert attacked[name]["growth"] < MOST_GROWTH


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_statement_gives_the_same_number(
    sandbox: Sandbox, plant: Plant, name: str
) -> None:
    sql, wanted = LEGITIMATE[name]
    rows = [{**row, "day": row["production_date"][:10]} for row in plant.rows]
    found = sandbox.run(sql)
    assert found.rows == [(pytest.approx(wanted(rows)),)]


def test_bound_values_keep_their_type(sandbox: Sandbox) -> None:
    found = sandbox.run("SELECT typeof(?), typeof(?), typeof(?), typeof(?)", [7, "7", 7.0, None])
    assert found.rows == [("integer", "text", "real", "null")]
    named = sandbox.run("SELECT :a + :b", {"a": 1, "b": 2})
    assert named.rows == [(3,)]


@pytest.mark.parametrize("params", [[], [1, 2], {"other": 1}, [2**63], ["\ud800"]], ids=str)
def test_values_that_do_not_fit_are_refused(sandbox: Sandbox, params: Any) -> None:
    with pytest.raises(SqlRefused, match="params"):
        sandbox.run("SELECT :a", params)


def test_rows_and_bytes_are_capped(sandbox: Sandbox) -> None:
    many = sandbox.run("SELECT day FROM production")
    assert (len(many.rows), many.truncated) == (500, True)
    exactly = sandbox.run("SELECT day FROM production LIMIT 500")
    assert (len(exactly.rows), exactly.truncated) == (500, False)
    wide = sandbox.run("SELECT printf('%1000d', 1) FROM production LIMIT 300")
    assert (len(wide.rows), wide.truncated) == (200, True)
    empty = sandbox.run("SELECT day, item_code FROM production WHERE day = 'never'")
    assert (empty.columns, empty.rows) == (("day", "item_code"), [])


def many_partitions(plant: Plant, count: int) -> list[Partition]:
    return [*plant.generation.manifest.partitions][:1] * count


@pytest.mark.parametrize("count", [1, 30, 120])
def test_any_number_of_archives_is_one_view(plant: Plant, count: int) -> None:
    parts = many_partitions(plant, count)
    found = Sandbox(plant.settings.partitions_dir, parts).run(
        "SELECT COUNT(*) FROM production WHERE day >= '2026-01-01'"
    )
    rows = [row for row in plant.rows if row["source"] == "live"]
    assert found.rows == [(len(rows) * count,)]


def test_more_archives_than_can_be_attached_are_refused(plant: Plant) -> None:
    crowd = Sandbox(plant.settings.partitions_dir, many_partitions(plant, 121))
    with pytest.raises(SqlRefused, match="use aggregate"):
        crowd.run("SELECT 1")


def test_a_join_of_many_archives_stays_small(plant: Plant) -> None:
    crowd = Sandbox(plant.settings.partitions_dir, many_partitions(plant, 30))
    pair = "SELECT a.day FROM production a JOIN production b USING (day) WHERE day = 'never'"
    assert crowd.run(pair).rows == []
    with pytest.raises(SqlRefused, match="more than 5 times"):
        crowd.run(f"SELECT p0.day FROM {', '.join(f'production p{n}' for n in range(6))}")


@pytest.mark.parametrize(
    ("condition", "steps"),
    [
        ("day = '2026-03-04'", ["SEARCH live.days USING PRIMARY KEY (day=?)", WALK]),
        ("day >= '2026-03-04'", ["SEARCH live.days USING PRIMARY KEY (day>?)", WALK]),
        (
            "day >= '2026-03-04' AND item_code = 'BW0021'",
            ["SEARCH live.days USING PRIMARY KEY (day>?)", f"{BY_ITEM} (item_code=?{SEQ}"],
        ),
        ("lot_number = 'LT1'", ["SCAN live.days", f"{BY_LOT} (lot_number=?{SEQ}"]),
    ],
)  # fmt: skip
def test_the_view_lets_a_period_and_an_item_through(
    plant: Plant, condition: str, steps: list[str]
) -> None:
    part = plant.generation.manifest.partitions[0]
    db = open_attached({"live": plant.settings.partitions_dir / part.file})
    db.execute(VIEW_SQL.format(name=VIEW, select=ARM_SQL.format(db="live", source="'live'")))
    sql = f"EXPLAIN QUERY PLAN SELECT SUM(good_quantity) FROM production WHERE {condition}"
    assert [row[3] for row in db.execute(sql)] == steps
    db.close()


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("DELETE FROM {file}.records", "readonly"),
        ("CREATE TABLE x(y)", "readonly"),
        ("CREATE TEMP TABLE x(y)", "readonly"),
        ("ATTACH ':memory:' AS x", "too many attached databases"),
        ("VACUUM INTO 'x.db'", "too many attached databases"),
        ("SELECT hex(zeroblob(200000))", "string or blob too big"),
        ("SELECT load_extension('x')", "not authorized"),
    ],
)
def test_without_the_allow_list_the_other_layers_hold(plant: Plant, sql: str, error: str) -> None:
    part = plant.generation.manifest.partitions[0]
    db = open_attached({"only_0": plant.settings.partitions_dir / part.file})
    Sandbox(plant.settings.partitions_dir, [part])._lock_down(db, "only")
    db.authorizer = None
    with pytest.raises(apsw.Error, match=error):
        db.execute(sql.format(file="only_0"))
    db.close()


def test_a_file_that_is_gone_is_no_fault_of_the_statement(plant: Plant, tmp_path: Path) -> None:
    part = plant.generation.manifest.partitions[0]
    with pytest.raises(GenerationUnreadable):
        Sandbox(tmp_path, [part]).run("SELECT 1")
    shutil.copy(plant.settings.partitions_dir / part.file, tmp_path / part.file)
    assert Sandbox(tmp_path, [part]).run("SELECT 1").rows == [(1,)]


def test_a_source_may_have_any_name(plant: Plant) -> None:
    part = plant.generation.manifest.partitions[0].model_copy(update={"name": "it's; --"})
    found = Sandbox(plant.settings.partitions_dir, [part]).run(
        "SELECT DISTINCT source FROM production"
    )
    assert found.rows == [("it's; --",)]
