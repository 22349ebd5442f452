"""The outage stories: what stands on the page while a part is down, and that it heals by itself.

`--outages 10` tells each of them ten times in a row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from shared.watcher_state import write_watcher_state
from tests.browser.expected import expected_cards
from tests.browser.page import Page
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings
from tests.processes import RealHub, Service
from tests.watcher_process import WatcherProcess

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("telling")]

LIGHTS = ("정상", "주의", "API 연결 끊김")
LAST_30_DAYS = ("2026-10-22", "2026-11-20")
LAST_7_DAYS = ("2026-11-14", "2026-11-20")


@pytest.fixture
def watcher(healing_hub: RealHub) -> Iterator[WatcherProcess]:
    one = WatcherProcess(healing_hub.folder, plant_settings(healing_hub.folder))
    yield one
    one.stop()


def light(page: Page) -> str:
    """In words; other parts of the page hold some of them too."""
    badge = page.all_text(".stMarkdownBadge")[:1]
    return next((word for word in LIGHTS if word in " ".join(badge)), "")


@contextmanager
def hung(service: Service) -> Iterator[None]:
    """The process lives and takes connections, but answers nothing."""
    assert service.process is not None
    process = psutil.Process(service.process.pid)
    process.suspend()
    try:
        yield
    finally:
        process.resume()


def test_a_dead_api_is_shown_with_the_last_numbers_and_heals_by_itself(
    healing_hub: RealHub, page: Page, healing_sources: dict[str, Path]
) -> None:
    good = expected_cards(healing_sources, *LAST_30_DAYS)
    # One that has not been asked for other periods yet.
    healing_hub.dashboard.kill()
    healing_hub.dashboard.start()
    page.open(healing_hub.page)
    page.wait_for_cards(good)
    healing_hub.api.kill()
    page.wait_for("API에 연결할 수 없습니다")
    page.wait_for_cards(good)
    page.click("7일")
    page.wait_for("아직 받은 적이 없어")
    page.wait_for_cards({})
    page.click("다시 시도")
    page.click("30일")
    page.wait_for_cards(good)
    assert "API 연결 끊김" in page.text()
    page.click("7일")
    healing_hub.api.start()
    page.wait_for_cards(expected_cards(healing_sources, *LAST_7_DAYS))
    assert "API 연결 끊김" not in page.text()
    assert "Traceback" not in page.text()


def test_a_page_opened_while_the_api_was_down_fills_when_it_is_back(
    healing_hub: RealHub, page: Page, healing_sources: dict[str, Path]
) -> None:
    healing_hub.api.kill()
    healing_hub.dashboard.kill()
    healing_hub.dashboard.start()
    page.open(healing_hub.page)
    page.wait_for("다시 시도")
    page.wait_for_cards({})
    healing_hub.api.start()
    page.wait_for_cards(expected_cards(healing_sources, *LAST_30_DAYS))


def test_a_new_version_appears_without_a_click(
    hub: RealHub, page: Page, sources: dict[str, Path]
) -> None:
    page.open(hub.page)
    page.wait_for_cards(expected_cards(sources, *LAST_30_DAYS))
    page.wait(lambda: page.charts() == 3, "three charts")
    # Not far: with the new rows the page is shorter.
    page.scroll_to(100)
    rows = [
        Row(n, "2026-11-20 오후 03:00:00", "LT1", "BW0021", "새 품목", 5.0) for n in range(1, 501)
    ]
    make_source(sources["live"], rows)
    hub.publish()
    page.wait_for_cards(expected_cards(sources, *LAST_30_DAYS))
    assert page.cards()["배치 수"] == "500"
    assert page.scrolled() == 100


def test_the_dashboard_ends_on_sigterm_and_the_open_page_says_so(
    healing_hub: RealHub, page: Page
) -> None:
    page.open(healing_hub.page)
    page.wait(page.has_pulse, "the pulse")
    healing_hub.dashboard.terminate()
    page.wait(page.says_server_is_gone, "the bar of a dead server")
    healing_hub.dashboard.start()
    page.wait(lambda: not page.says_server_is_gone(), "no bar")
    page.wait_for("최근 가동일")


def test_a_hung_api_is_shown_with_the_last_numbers_and_heals_by_itself(
    healing_hub: RealHub, page: Page, healing_sources: dict[str, Path]
) -> None:
    good = expected_cards(healing_sources, *LAST_30_DAYS)
    page.open(healing_hub.page)
    page.wait_for_cards(good)
    with hung(healing_hub.api):
        page.wait_for("API가 제때 응답하지 않습니다")
        page.wait_for_cards(good)
        page.wait(lambda: light(page) == "API 연결 끊김", "red")
    page.wait(lambda: light(page) != "API 연결 끊김", "the API again")
    page.click("7일")
    page.wait_for_cards(expected_cards(healing_sources, *LAST_7_DAYS))


def test_a_dead_watcher_turns_the_light_amber_until_it_is_back(
    healing_hub: RealHub, page: Page, healing_sources: dict[str, Path], watcher: WatcherProcess
) -> None:
    good = expected_cards(healing_sources, *LAST_30_DAYS)
    watcher.start()
    page.open(healing_hub.page)
    page.wait(lambda: light(page) == "정상", "green")
    page.wait_for_cards(good)
    watcher.kill()
    _let_pass(watcher, timedelta(minutes=1))
    page.wait_for("감시기가 응답하지 않습니다")
    page.wait(lambda: light(page) == "주의", "amber")
    assert page.cards() == good
    watcher.start()
    page.wait(lambda: light(page) == "정상", "green again")
    assert page.cards() == good


def _let_pass(watcher: WatcherProcess, time: timedelta) -> None:
    """The last heartbeat as old as if so much time had passed."""
    state = watcher.state()
    assert state is not None
    then = datetime.fromisoformat(state.heartbeat_at).astimezone(UTC) - time
    aged = state.model_copy(update={"heartbeat_at": then.isoformat()})
    write_watcher_state(watcher.state_path, aged)
