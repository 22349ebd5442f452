"""kill -9 at any moment leaves the old or the new version, and the next start goes on."""

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.db.router import DatabaseRouter
from shared.queries import GroupBy, RecordQuery, TotalsQuery
from shared.repositories.records import RecordRepository
from shared.repositories.totals import TotalsRepository
from shared.settings import Settings
from shared.watcher_state import read_watcher_state
from tests.chaos.publisher_process import environment, publish_once, publish_until
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import publish_now
from tests.reference import reference_rows
from tests.waiting import until
from tools.publisher import steps

pytestmark = pytest.mark.chaos

State = tuple[str, int, Any]


def served(router: DatabaseRouter) -> State:
    """Version, rows and sum that a reader gets now, each counted in two ways."""
    with router.pin() as generation:
        total = TotalsRepository(generation).totals(TotalsQuery(group_by=GroupBy.NONE)).total
        rows = 0
        cursor = None
        while True:
            query = RecordQuery(limit=5_000, cursor=cursor)
            page = RecordRepository(generation).page(query)
            rows += page.count
            cursor = page.next_cursor
            if cursor is None:
                break
        assert rows == total["batch_count"] == generation.manifest.rows
        return generation.version, rows, total["total_production"]


@pytest.fixture
def router(settings: Settings) -> Iterator[DatabaseRouter]:
    publish_now(settings)
    one = DatabaseRouter(settings)
    yield one
    one.close()


def change(settings: Settings, seed: int) -> None:
    make_source(settings.live_db, erp_rows(2026, 400 + seed % 50, seed))


def grow_old(left: Iterable[Path]) -> None:
    """What a killed process was writing, a heartbeat too, is swept when it is a minute old."""
    for path in left:
        os.utime(path, (0, 0))


@pytest.mark.parametrize("step", steps.ALL)
def test_killed_at_a_named_step(settings: Settings, router: DatabaseRouter, step: str) -> None:
    old = served(router)
    change(settings, 7)
    assert publish_until(settings, step) not in (0, 1)
    during = served(router)
    fresh_reader = DatabaseRouter(settings)
    assert served(fresh_reader) == during
    fresh_reader.close()

    grow_old(settings.data_dir.glob("*.tmp"))
    assert publish_once(settings).returncode == 0
    new = served(router)
    assert new[0] != old[0]
    assert during in (old, new)
    assert new[1] == len(reference_rows(settings.sources(), _today()).rows)
    assert list(settings.work_dir.iterdir()) == []
    assert not list(settings.data_dir.glob("*.tmp"))


def test_killed_at_random(settings: Settings, router: DatabaseRouter) -> None:
    chance = random.Random(3)
    for seed in range(12):
        before = served(router)
        change(settings, 100 + seed)
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.watcher", "--once"],
            env=environment(settings),
            cwd=settings.data_dir.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=chance.uniform(0.2, 0.9))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert served(router)[0] in (before[0], read_version(settings))
    assert publish_once(settings).returncode == 0
    assert served(router)[1] == len(reference_rows(settings.sources(), _today()).rows)
    assert len(list(settings.partitions_dir.glob("live-*"))) <= settings.retention


def read_version(settings: Settings) -> str:
    from shared.db.manifest import read_manifest

    return read_manifest(settings.manifest_path).version


def test_the_next_watcher_takes_over_from_a_killed_one(settings: Settings) -> None:
    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tools.watcher"],
            env=environment(settings),
            cwd=settings.data_dir.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def published_by(process: subprocess.Popen[bytes]) -> bool:
        state = read_watcher_state(settings.watcher_state_path)
        return bool(state and state.pid == process.pid and state.version)

    settings.data_dir.mkdir()
    first = start()
    until(lambda: published_by(first), "the first one publishes")
    second = publish_once(settings)
    assert second.returncode == 2
    assert "Another watcher" in second.stderr
    first.kill()
    first.wait()
    third = start()
    try:
        until(lambda: published_by(third), "the third one takes over")
    finally:
        third.kill()
        third.wait()


def _today() -> Any:
    from datetime import date

    return date.today()
