"""The overview in a real browser, over the real watcher, API and dashboard."""

from pathlib import Path

import pytest

from tests.browser.expected import expected_cards
from tests.browser.page import Page
from tests.processes import RealHub

pytestmark = pytest.mark.browser

LAST_30_DAYS = ("2026-10-22", "2026-11-20")


def test_the_numbers_on_screen_are_those_of_the_source_files(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path]
) -> None:
    page.open(shared_hub.page)
    page.wait_for_cards(expected_cards(shared_sources, *LAST_30_DAYS))
    page.wait(lambda: page.charts() == 3, "three charts")
    page.wait_for("데이터 기준일 2026-11-20")
    page.click("연 누계")
    page.wait_for_cards(expected_cards(shared_sources, "2026-01-01", "2026-11-20"))
    page.wait(lambda: page.driver.current_url.endswith("?p=year"), "?p=year")
    page.click("English")
    page.wait_for("Last working day")
    page.wait(lambda: page.driver.current_url.endswith("?p=year&lang=en"), "&lang=en")
    assert page.hosts_asked() == {"127.0.0.1"}
