"""The watcher as a thread of this process: start without a folder, publish, report, stop."""

import threading
from collections.abc import Iterator

import pytest

from shared.settings import Settings
from shared.watcher_state import SourceState, State, WatcherState, read_watcher_state
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import plant_settings
from tests.waiting import until
from tools.watcher.loop import Watcher


@pytest.fixture
def running(tmp_path: object) -> Iterator[Settings]:
    """A watcher over a folder that does not exist yet."""
    settings = plant_settings(tmp_path, poll_interval_s=0.05)  # type: ignore[arg-type]
    settings.data_dir.mkdir()
    watcher = Watcher(settings)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    yield settings
    watcher.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()
    last = read_watcher_state(settings.watcher_state_path)
    assert last is not None
    assert last.state is State.STOPPED


def state_of(settings: Settings) -> WatcherState | None:
    return read_watcher_state(settings.watcher_state_path)


def test_waits_for_its_source_and_publishes_it(running: Settings) -> None:
    def missing() -> bool:
        state = state_of(running)
        source = state.sources.get("live") if state else None
        return bool(source and source.rejection and source.rejection.code == "source_missing")

    until(missing, "the missing file is reported")
    make_source(running.live_db, erp_rows(2026, 50, 1))

    def published() -> bool:
        state = state_of(running)
        return bool(state and state.version and state.sources["live"].rejection is None)

    until(published, "the file is published")
    state = state_of(running)
    assert state is not None
    assert state.sources["live"].state is SourceState.PUBLISHED
    assert state.failure is None


def test_outlives_a_bug_of_its_own(running: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("tools.publisher.publisher.Publisher.poll", broken)

    def reported() -> bool:
        state = state_of(running)
        return bool(state and state.failure and "a bug" in state.failure.detail)

    until(reported, "the bug is reported")
