"""The overview in a real browser, over the real watcher, API and dashboard."""

from pathlib import Path

import pytest

from tests.browser.expected import expected_cards
from tests.browser.page import Page
from tests.factories import Row, make_source
from tests.processes import RealHub

pytestmark = pytest.mark.browser

LAST_30_DAYS = ("2026-10-22", "2026-11-20")
LAST_7_DAYS = ("2026-11-14", "2026-11-20")


def test_the_numbers_on_screen_are_those_of_the_source_files(
    hub: RealHub, page: Page, sources: dict[str, Path]
) -> None:
    page.open(hub.page)
    page.wait_for_cards(expected_cards(sources, *LAST_30_DAYS))
    page.wait(lambda: page.charts() == 3, "three charts")
    page.wait_for("데이터 기준일 2026-11-20")
    page.click("연 누계")
    page.wait_for_cards(expected_cards(sources, "2026-01-01", "2026-11-20"))
    page.wait(lambda: page.driver.current_url.endswith("?p=year"), "?p=year")
    page.click("English")
    page.wait_for("Last working day")
    page.wait(lambda: page.driver.current_url.endswith("?p=year&lang=en"), "&lang=en")
    assert page.hosts_asked() == {"127.0.0.1"}


@pytest.mark.usefixtures("telling")
def test_a_dead_api_is_shown_with_the_last_numbers_and_heals_by_itself(
    hub: RealHub, page: Page, sources: dict[str, Path]
) -> None:
    good = expected_cards(sources, *LAST_30_DAYS)
    page.open(hub.page)
    page.wait_for_cards(good)
    hub.api.kill()
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
    hub.api.start()
    page.wait_for_cards(expected_cards(sources, *LAST_7_DAYS))
    assert "API 연결 끊김" not in page.text()
    assert "Traceback" not in page.text()


@pytest.mark.usefixtures("telling")
def test_a_page_opened_while_the_api_was_down_fills_when_it_is_back(
    hub: RealHub, page: Page, sources: dict[str, Path]
) -> None:
    hub.api.kill()
    hub.dashboard.kill()
    hub.dashboard.start()
    page.open(hub.page)
    page.wait_for("다시 시도")
    page.wait_for_cards({})
    hub.api.start()
    page.wait_for_cards(expected_cards(sources, *LAST_30_DAYS))


@pytest.mark.usefixtures("telling")
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


@pytest.mark.usefixtures("telling")
def test_the_dashboard_ends_on_sigterm_and_the_open_page_says_so(hub: RealHub, page: Page) -> None:
    page.open(hub.page)
    page.wait(page.has_pulse, "the pulse")
    hub.dashboard.terminate()
    page.wait(page.says_server_is_gone, "the bar of a dead server")
    hub.dashboard.start()
    page.wait(lambda: not page.says_server_is_gone(), "no bar")
    page.wait_for("최근 가동일")
