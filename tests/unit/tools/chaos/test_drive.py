"""What must follow a change, and does not, is noticed."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.source_errors import SourceNotSqlite
from shared.watcher_state import (
    Rejection,
    SourceReport,
    SourceState,
    State,
    WatcherState,
    write_watcher_state,
)
from tests.unit.tools.chaos.answers import (
    FIRST_PAGE,
    PLANT,
    TRUTHS,
    answer_of,
    body_of,
    new_checker,
)
from tools.chaos import drive
from tools.chaos.changes import Step, good_styles
from tools.chaos.checker import Checker
from tools.chaos.drive import Driver
from tools.chaos.erp_folder import ErpFolder
from tools.chaos.load import Load
from tools.chaos.processes import Child
from tools.chaos.scene import Scene
from tools.erp_simulator.erp_file import create, read_rows


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Nothing runs here: what a hub would have done, a test does itself."""
    monkeypatch.setattr(drive, "VISIBLE_WITHIN_S", 0.1)
    monkeypatch.setattr(drive, "REFUSED_WITHIN_S", 0.1)
    erp = tmp_path / "erp"
    erp.mkdir()
    (tmp_path / "data").mkdir()
    create(erp / "production_analysis.db", PLANT.content(0))
    watcher = Child("tools.watcher", {}, tmp_path, tmp_path / "watcher.log")
    return Scene(tmp_path, PLANT, TRUTHS, ErpFolder(erp), watcher, {})


@pytest.fixture
def checker() -> Checker:
    return new_checker(written=0)


@pytest.fixture
def load(checker: Checker) -> Load:
    return Load([], checker, seed=1)


@pytest.fixture
def driver(scene: Scene, checker: Checker, load: Load) -> Driver:
    return Driver(scene, checker, load, settle_s=0.01)


def play(driver: Driver, style: str) -> None:
    asyncio.run(driver.play(Step(style), good_styles(0.01, driver.clock)))


def reject(scene: Scene, since: datetime) -> None:
    moment = since.isoformat(timespec="milliseconds")
    rejection = Rejection.of(SourceNotSqlite("live"), moment)
    report = SourceReport(path="", state=SourceState.REJECTED, rejection=rejection)
    state = WatcherState(
        pid=1,
        started_at=moment,
        heartbeat_at=moment,
        state=State.WATCHING,
        sources={"live": report},
    )
    write_watcher_state(scene.data / "watcher.json", state)


def test_a_generation_that_nobody_sees_is_noticed(driver: Driver, scene: Scene) -> None:
    play(driver, "rename_over")
    assert read_rows(scene.live) == PLANT.content(1)
    assert driver.diary.invisible == ["rename_over (generation 1)"]
    assert driver.diary.visible_s == []


def test_a_generation_that_is_seen_is_timed(driver: Driver, checker: Checker, load: Load) -> None:
    checker.written = 1
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body_of(FIRST_PAGE, 1)))
    checker.written = 0
    load.first_seen[1] = 0.0
    play(driver, "append")
    assert driver.diary.invisible == []
    assert driver.diary.visible_s == [0.0]


def test_a_bad_file_that_nobody_refuses_is_noticed(driver: Driver) -> None:
    play(driver, "bad_text")
    assert driver.diary.not_refused == ["bad_text"]


def test_an_earlier_refusal_is_not_taken_for_this_one(driver: Driver, scene: Scene) -> None:
    reject(scene, datetime.now(UTC) - timedelta(seconds=5))
    play(driver, "bad_text")
    assert driver.diary.not_refused == ["bad_text"]


def test_a_refusal_is_kept_with_its_code(driver: Driver, scene: Scene) -> None:
    reject(scene, datetime.now(UTC) + timedelta(seconds=5))
    play(driver, "bad_text")
    assert driver.diary.not_refused == []
    assert driver.diary.refused == {"bad_text": "source_not_sqlite"}


def test_a_hand_in_the_erps_folder_is_noticed(driver: Driver, scene: Scene) -> None:
    play(driver, "touch")
    (scene.live.parent / "production_analysis.db-shm").touch()
    play(driver, "touch")
    assert driver.diary.touched == ["production_analysis.db-shm before touch"]
    assert driver.diary.touches == 2
