"""The order of the changes, and what is watched around them."""

from itertools import pairwise
from pathlib import Path

import pytest

from tools.chaos.changes import ErpClock, Step, good_styles, schedule
from tools.chaos.erp_folder import ErpFolder
from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.styles import KEEPS_CONTENT, STYLES

GOOD = list(good_styles(0.3, ErpClock()))


def long_form(seed: int = 1) -> list[Step]:
    return schedule(GOOD, replacements=100, bad_share=0.25, kills=9, seed=seed)


def test_every_style_good_or_bad_has_its_turn() -> None:
    names = {step.style for step in long_form()}
    wals = {"wal_kept", "wal_touched", "wal_held_up", "leftover_wal", "wal_over_wal"}
    assert names == {*STYLES, *BAD_STYLES, *wals, "hot_journal"}


def test_shares_and_kills_are_as_asked_for() -> None:
    steps = long_form()
    assert len([step for step in steps if not step.is_bad]) == 100
    assert len([step for step in steps if step.is_bad]) == 33
    kills = [step.kill for step in steps if step.kill]
    assert sorted(kills) == ["any"] * 3 + ["publishing"] * 6


@pytest.mark.parametrize("seed", range(5))
def test_each_bad_file_is_followed_by_a_new_good_one(seed: int) -> None:
    steps = long_form(seed)
    assert not steps[0].is_bad
    assert not steps[-1].is_bad
    assert all(after.is_new for step, after in pairwise(steps) if step.is_bad)


@pytest.mark.parametrize("seed", range(5))
def test_the_file_in_wal_format_finds_a_foreign_wal(seed: int) -> None:
    pairs = list(pairwise(step.style for step in long_form(seed)))
    assert {before for before, after in pairs if after == "wal_over_wal"} == {"wal_kept"}


def test_a_seed_is_an_order() -> None:
    assert long_form(1) == long_form(1)
    assert long_form(1) != long_form(2)


def test_a_touch_brings_no_new_generation() -> None:
    assert [Step(name).is_new for name in KEEPS_CONTENT] == [False]


def test_the_clock_tells_a_pause_midway() -> None:
    clock = ErpClock()
    clock.begin()
    clock.end()
    assert clock.longest_s == 0
    clock.sleep(0.05)
    clock.end()
    assert 0.05 <= clock.longest_s < 1


def test_a_foreign_hand_in_the_erps_folder_is_seen(tmp_path: Path) -> None:
    kept = tmp_path / "live.db"
    kept.write_bytes(b"1")
    folder = ErpFolder(tmp_path)
    assert folder.touched() == []
    (tmp_path / "live.db-shm").touch()
    kept.write_bytes(b"22")
    assert folder.touched() == ["live.db", "live.db-shm"]
    folder.look()
    assert folder.touched() == []
