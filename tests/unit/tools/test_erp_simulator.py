"""Each way of writing leaves what it promises, and every version can be foretold."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tools.erp_simulator.__main__ import main
from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.erp_file import create, export, read_rows
from tools.erp_simulator.plant import Plant, make_plant, tag_of
from tools.erp_simulator.session import DAY, in_turn, plant_for, play
from tools.erp_simulator.styles import (
    KEEPS_CONTENT,
    STYLES,
    Change,
    overwrite,
    refill_slow,
    rename_over,
    same_mtime,
    slow_overwrite,
    touch,
    wal,
)

UNTIL = date(2026, 11, 23)
WRITING: dict[str, Change] = {
    **{name: style for name, style in STYLES.items() if name not in KEEPS_CONTENT},
    "refill_slow": partial(refill_slow, pause_s=0),
    "slow_overwrite": partial(slow_overwrite, pause_s=0),
}


@pytest.fixture
def plant() -> Plant:
    return make_plant(rows=400, seed=5, until=UNTIL, tagged=True)


@pytest.fixture
def live(tmp_path: Path, plant: Plant) -> Path:
    path = tmp_path / "live.db"
    create(path, plant.content(0))
    return path


def test_a_version_is_a_pure_function_of_plant_and_number(plant: Plant) -> None:
    again = make_plant(rows=400, seed=5, until=UNTIL, tagged=True)
    assert plant.content(9) == again.content(9)
    assert plant.content(9) != plant.content(8)
    assert make_plant(rows=400, seed=6, until=UNTIL).content(0) != plant.content(0)


def test_an_untagged_version_adds_bookings_and_corrects_at_most_one_row() -> None:
    plant = make_plant(rows=50, seed=1, until=UNTIL)
    old, new = plant.content(3), plant.content(4)
    assert len(new) == len(old) + plant.bookings
    assert sum(a != b for a, b in zip(old, new, strict=False)) <= 1


def test_a_mixed_read_shows_in_tags_and_in_sums(plant: Plant) -> None:
    old, new = plant.content(3), plant.content(4)
    assert all(str(row[2]).startswith(tag_of(4)) for row in new)
    for cut in (1, 200, len(new) - 1):
        mixed = [*new[:cut], *old[cut:]]
        total = sum(float(row[5] or 0) for row in mixed)
        assert (len(mixed), total) not in (plant.expected(3), plant.expected(4))


def test_what_is_expected_is_what_sql_counts(live: Path, plant: Plant) -> None:
    rename_over(live, plant.content(12))
    with closing(sqlite3.connect(live)) as connection:
        found = connection.execute("SELECT count(*), sum(good_quantity) FROM production_records")
        assert found.fetchone() == plant.expected(12)


@pytest.mark.parametrize("before", ["older", "missing", *sorted(BAD_STYLES)])
@pytest.mark.parametrize("style", WRITING)
def test_a_style_leaves_exactly_its_rows_whatever_was_there(
    style: str, before: str, tmp_path: Path, plant: Plant
) -> None:
    path = tmp_path / "공장 #1" / "live.db"
    path.parent.mkdir()
    if before == "older":
        create(path, plant.content(1))
    elif before in BAD_STYLES:
        BAD_STYLES[before](path, plant.content(1))
    WRITING[style](path, plant.content(2))
    assert [p.name for p in path.parent.iterdir()] == ["live.db"]
    assert read_rows(path) == plant.content(2)


@pytest.mark.parametrize("style", ["rename_over", "delete_recreate"])
def test_some_styles_make_another_file(style: str, live: Path, plant: Plant) -> None:
    with live.open("rb") as held:
        STYLES[style](live, plant.content(1))
        assert held.read()[:16] == b"SQLite format 3\0"
    assert read_rows(live) == plant.content(1)


@pytest.mark.parametrize(
    "style",
    ["refill", "append", "drop_create", "overwrite", "overwrite_truncate", "slow_overwrite"],
)
def test_others_stay_in_the_same_file(style: str, live: Path, plant: Plant) -> None:
    inode = live.stat().st_ino
    WRITING[style](live, plant.content(1))
    assert live.stat().st_ino == inode


def test_a_slow_refill_is_valid_and_short_midway(live: Path, plant: Plant) -> None:
    seen: list[int] = []
    refill_slow(
        live, plant.content(1), steps=4, sleep=lambda _seconds: seen.append(len(read_rows(live)))
    )
    assert seen == [0, 101, 202, 303]


def test_a_slow_overwrite_is_a_mixture_midway(live: Path, plant: Plant) -> None:
    old, new = live.read_bytes(), export(live, plant.content(1)).read_bytes()
    seen: list[bytes] = []
    slow_overwrite(
        live, plant.content(1), chunks=3, sleep=lambda _seconds: seen.append(live.read_bytes())
    )
    cut = -(-len(new) // 3)
    assert seen[0] == new[:cut] + old[cut:]
    assert live.read_bytes() == new


def test_an_overwrite_with_fewer_rows_is_cut_to_size(live: Path, plant: Plant) -> None:
    fewer = plant.content(0)[:20]
    overwrite(live, fewer)
    assert live.read_bytes() == export(live, fewer).read_bytes()


def test_wal_switches_the_file_and_can_leave_the_commit_outside_it(
    live: Path, plant: Plant
) -> None:
    wal(live, plant.content(1))
    assert live.read_bytes()[18] == 2
    before = live.read_bytes()
    wal(live, plant.content(2), leave_wal=True)
    left = live.with_name("live.db-wal")
    assert left.stat().st_size > 0
    assert live.read_bytes() == before
    assert read_rows(live) == plant.content(2)


def test_touch_changes_the_time_only(live: Path, plant: Plant) -> None:
    before, content = live.stat(), live.read_bytes()
    touch(live, plant.content(1))
    assert live.stat().st_mtime_ns != before.st_mtime_ns
    assert live.read_bytes() == content


def test_same_mtime_changes_the_content_only(live: Path, plant: Plant) -> None:
    before = live.stat()
    same_mtime(live, plant.content(1))
    assert live.stat().st_mtime_ns == before.st_mtime_ns
    assert read_rows(live) == plant.content(1)


def _says(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("style", "is_as_promised"),
    [
        ("bad_empty", lambda path: path.read_bytes() == b""),
        ("bad_text", lambda path: path.read_text("utf-8").startswith("ERP 내보내기 실패")),
        ("bad_random", lambda path: path.read_bytes()[:6] != b"SQLite"),
        (
            "bad_half",
            lambda path: (
                int.from_bytes(path.read_bytes()[28:32], "big") * 4096 > path.stat().st_size
            ),
        ),
        ("bad_zero_middle", lambda path: bytes(8192) in path.read_bytes()),
        ("bad_no_table", lambda path: _says(path, "SELECT name FROM sqlite_master")),
        ("bad_columns", lambda path: _says(path, "SELECT day FROM production_records")),
        ("bad_no_rows", lambda path: read_rows(path) == []),
    ],
)
def test_a_bad_file_is_bad_in_its_own_way(
    style: str, is_as_promised: Callable[[Path], bool], live: Path, plant: Plant
) -> None:
    BAD_STYLES[style](live, plant.content(1))
    assert is_as_promised(live)
    assert [p.name for p in live.parent.iterdir()] == ["live.db"]
    if style != "bad_no_rows":
        with pytest.raises(sqlite3.DatabaseError):
            read_rows(live)


def test_play_tells_the_version_that_must_be_found(live: Path, plant: Plant) -> None:
    styles = ["append", "touch", "bad_text", "touch", "overwrite"]
    pauses: list[float] = []
    told = list(play(live, plant, styles, every_s=3, sleep=pauses.append))
    assert [played.version for played in told] == [1, 1, None, None, 2]
    assert [played.rows for played in told] == [403, 403, 0, 0, 406]
    assert pauses == [3, 3, 3, 3]
    assert read_rows(live) == plant.content(2)


def test_the_day_has_the_styles_it_should() -> None:
    assert set(DAY) <= set(STYLES)
    assert {"refill", "append", "rename_over", "overwrite", "slow_overwrite", "wal"} <= set(DAY)
    assert in_turn(["a", "b"], 5) == ["a", "b", "a", "b", "a"]
    assert in_turn(["a", "b"], None) == ["a", "b"]


def test_the_day_goes_on_from_what_the_live_file_holds(live: Path) -> None:
    held = read_rows(live)
    assert plant_for(live, day=UNTIL, seed=1).content(1)[-1][0] == len(held) + 3
    list(play(live, plant_for(live, day=UNTIL, seed=1), ["rename_over"], every_s=0))
    assert len(read_rows(live)) == len(held) + 3


def test_the_command_prints_a_line_for_each_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live = tmp_path / "live.db"
    command = ["--live", str(live), "--every", "0", "--style", "refill", "bad_empty"]
    assert main([*command, "--changes", "3", "--tagged"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[3].endswith("version 2, 2,006 rows")
    assert str(read_rows(live)[0][2]).startswith(tag_of(2))


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["--live", str(tmp_path / "file" / "live.db"), "--every", "0"]) == 1
    assert "could not be changed" in capsys.readouterr().err
