"""What the ERP notices of the hub: nothing but one short read now and then."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import psutil
import pytest

from shared.settings import Settings
from shared.watcher_state import State, WatcherState, read_watcher_state
from tests.chaos.publisher_process import environment
from tests.factories import erp_rows, make_source
from tests.waiting import until

pytestmark = pytest.mark.chaos

COMMITS = 100
WRITER = f"""
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], timeout=5)
slowest = 0.0
for value in range({COMMITS}):
    started = time.perf_counter()
    db.execute("UPDATE production_records SET good_quantity = ? WHERE id > 100", (value,))
    db.commit()
    slowest = max(slowest, time.perf_counter() - started)
    time.sleep(0.05)
print(round(slowest * 1000, 1))
"""


@pytest.fixture
def watcher(settings: Settings) -> Iterator[psutil.Process]:
    """A real watcher that never waits for quiet, so that it copies under the writer's hands."""
    settings.data_dir.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.watcher"],
        env=environment(settings, HUB_SETTLE_S="0", HUB_MAX_WAIT_S="0.1"),
        cwd=settings.data_dir.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: (state := state_of(settings)) and state.version, "the first version")
    yield psutil.Process(process.pid)
    process.terminate()
    process.wait(20)


def state_of(settings: Settings) -> WatcherState | None:
    return read_watcher_state(settings.watcher_state_path)


@pytest.mark.usefixtures("watcher")
def test_a_steady_writer_never_fails(settings: Settings) -> None:
    versions: set[str | None] = set()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(settings.live_db)], stdout=subprocess.PIPE, text=True
    ) as writer:
        while writer.poll() is None:
            state = state_of(settings)
            versions.add(state.version if state else None)
        assert writer.stdout is not None
        print(f"slowest of {COMMITS} commits: {writer.stdout.read().strip()} ms")
    assert writer.returncode == 0
    # The hub was at work all the time.
    assert len(versions) > 3


def test_no_handle_on_a_source_outside_the_copy(
    watcher: psutil.Process, settings: Settings
) -> None:
    sources = {str(path) for path in settings.sources().values()}
    for seed in range(3):
        make_source(settings.live_db, erp_rows(2026, 400, seed))
        before = state_of(settings)

        def new_version(old: str | None = before.version if before else None) -> bool:
            state = state_of(settings)
            return bool(state and state.version != old and state.state is State.WATCHING)

        until(new_version, "the change is published")
        held = [
            file.path for _ in range(50) for file in watcher.open_files() if file.path in sources
        ]
        assert held == []


def test_nothing_appears_beside_a_wal_file(settings: Settings) -> None:
    """An ERP in WAL mode that is idle: SQLite's own readers would leave -wal and -shm there."""
    with closing(sqlite3.connect(settings.live_db)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    names = sorted(path.name for path in settings.live_db.parent.iterdir())
    settings.data_dir.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tools.watcher", "--once"],
        env=environment(settings),
        check=True,
        capture_output=True,
    )
    assert sorted(path.name for path in settings.live_db.parent.iterdir()) == names
