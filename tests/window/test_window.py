"""The window on a real screen, worked by mouse and keyboard; the core behind it is the real one."""

import signal
from pathlib import Path

import pytest

from tests.process.ports import free_ports
from tests.waiting import until
from tests.window.conftest import RUNNING, Place

pytestmark = pytest.mark.process


def test_a_service_is_restarted_stopped_and_started_by_its_buttons(running: Place) -> None:
    window = running.window
    until(lambda: window.shows("rows up to 2026-"), "the data's state")
    until(lambda: window.shows("published version="), "the watcher's log")
    first = running.watcher("pid")
    window.click("Restart")
    until(lambda: running.watcher("pid") not in (first, None), "another watcher")
    window.click("Stop")
    until(lambda: running.watcher("state") == "stopped", "the watcher is stopped")
    until(lambda: window.title().startswith("Every service is stopped"), "the window says so")
    window.click("Start")
    until(lambda: running.watcher("state") == "healthy", "the watcher runs again")


def test_the_whole_hub_is_restarted_stopped_and_started(running: Place) -> None:
    window = running.window
    before = running.core()
    window.click("Restart hub")
    until(lambda: running.core() not in (before, None), "another core", timeout_s=60)
    until(lambda: window.title() == RUNNING, "it runs well", timeout_s=60)
    window.click("Stop hub")
    until(lambda: window.title() == "The hub is off - Production Data Hub", "it is off")
    assert running.core() is None
    window.click("Start hub")
    until(lambda: running.watcher("state") == "healthy", "it runs again", timeout_s=60)


def test_settings_are_checked_before_they_are_saved(running: Place) -> None:
    window, before = running.window, running.dotenv.read_bytes()
    used, other = running.setting("HUB_DASHBOARD_PORT"), str(free_ports(1)[0])
    window.click("Settings …")
    window.type_into(used, "70000")
    window.click("Save")
    until(lambda: window.shows("▲ at most 65535"), "what is wrong")
    assert running.dotenv.read_bytes() == before
    window.type_into("70000", other)
    window.click("Save")
    until(lambda: running.setting("HUB_DASHBOARD_PORT") == other, "the new port in .env")
    until(window.button("Restart now"), "a restart is offered")
    assert running.dotenv.read_bytes() == before.replace(used.encode(), other.encode())


def test_the_language_changes_at_once_and_is_kept(running: Place) -> None:
    window = running.window
    window.click("한국어")
    until(lambda: window.title() == "정상 작동 중 - 생산 데이터 허브", "Korean")
    until(lambda: running.setting("HUB_LANGUAGE") == "ko", "kept in .env")
    window.click("English")
    until(lambda: window.title() == RUNNING, "English again")
    until(lambda: running.setting("HUB_LANGUAGE") == "en", "kept in .env")


def test_the_hub_outlives_its_window_unless_it_is_told_not_to(running: Place) -> None:
    window, core = running.window, running.core()
    assert core is not None
    running.processes[-1].kill()
    until(lambda: not window.is_there(), "the killed window is gone")
    running.open()
    until(lambda: window.title() == RUNNING, "the hub in another window")
    window.close()
    window.click("Cancel")
    until(lambda: not window.shows("Close window only"), "the question is gone")
    window.close()
    window.click("Close window only")
    assert running.processes[-1].wait(60) == 0
    running.open()
    until(lambda: window.title() == RUNNING, "the hub in a third one")
    assert running.core() == core
    window.close()
    window.click("Quit everything")
    assert running.processes[-1].wait(60) == 0
    assert not core.lives()


def test_a_missing_erp_file_is_asked_for_checked_and_read(place: Place, tmp_path: Path) -> None:
    window = place.window
    place.open()
    until(lambda: window.shows("The ERP's file is not where the settings say"), "the question")
    assert place.core() is None
    wrong = tmp_path / "orders.csv"
    wrong.write_text("order;amount\n" * 20)
    right = place.make_erp_file(tmp_path / "ERP 2026" / "plant.db")
    window.click("Save and start")
    until(lambda: window.shows("▲ Choose a file."), "nothing was chosen")
    window.type_into("", str(wrong))
    window.click("Save and start")
    until(lambda: window.shows("▲ The ERP's file is not an SQLite database"), "it is checked")
    assert place.setting("HUB_LIVE_DB") == ""
    # Tk's own dialogue, as X11 has none: its empty field takes a whole path.
    window.click("Browse …")
    until(lambda: window.shows("File name:"), "the dialogue")
    window.type_into("", str(right))
    window.press("Return")
    until(lambda: not window.shows("File name:"), "the dialogue is gone")
    window.click("Save and start")
    until(lambda: place.watcher("state") == "healthy", "the hub starts", timeout_s=60)
    until(lambda: window.shows("rows up to 2026-"), "the file is published")
    assert place.setting("HUB_LIVE_DB") == str(right)
    core = place.core()
    assert core is not None
    # As Ctrl+C at its terminal does.
    place.processes[-1].send_signal(signal.SIGINT)
    assert place.processes[-1].wait(60) == 0
    assert not core.lives()
