"""What a killed ERP leaves: the file alone is wrong, with its side file it is right."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tools.erp_simulator.crashes import hot_journal, wal_held_up, wal_kept, wal_touched
from tools.erp_simulator.erp_file import SELECT_SQL, connect, create
from tools.erp_simulator.plant import Rows, make_plant

CRASHES: dict[str, tuple[Callable[[Path, Rows], None], str]] = {
    "wal_kept": (wal_kept, "-wal"),
    "wal_touched": (partial(wal_touched, pause_s=0), "-wal"),
    "wal_held_up": (partial(wal_held_up, pause_s=0), "-wal"),
    "hot_journal": (hot_journal, "-journal"),
}


def rows_of(path: Path) -> Rows | None:
    try:
        with connect(path) as connection:
            return connection.execute(SELECT_SQL).fetchall()
    except sqlite3.DatabaseError:
        return None


@pytest.mark.parametrize("name", CRASHES)
def test_only_the_side_file_makes_it_whole(name: str, tmp_path: Path) -> None:
    crash, ending = CRASHES[name]
    plant = make_plant(rows=1_500, seed=5, until=date(2026, 11, 23), tagged=True)
    live = tmp_path / "live.db"
    create(live, plant.content(0))
    crash(live, plant.content(1))
    assert {path.name for path in tmp_path.iterdir()} == {"live.db", f"live.db{ending}"}
    alone = tmp_path / "alone.db"
    shutil.copyfile(live, alone)
    assert rows_of(alone) != plant.content(1)
    assert rows_of(live) == plant.content(1)
