"""Back and Forward: one step is one page, with the filters that it had."""

from pathlib import Path

import pytest

from tests.browser.expected import expected_cards
from tests.browser.page import Page
from tests.processes import RealHub

pytestmark = pytest.mark.browser

LAST_30_DAYS = ("2026-10-22", "2026-11-20")
LAST_7_DAYS = ("2026-11-14", "2026-11-20")
TREND, BATCHES = ("trend?p=90d", "추세"), ("batches?p=7d", "배치 내역")
BACK = (BATCHES, TREND, ("", "종합 현황"))
FORWARD = (TREND, BATCHES, ("products?p=7d", "제품 분석"))


def _wait_for_page(page: Page, address: str, title: str) -> None:
    page.wait(lambda: page.driver.current_url == address, address)
    page.wait(lambda: page.all_text("h1") == [title], title)
    page.wait(page.is_still, "the end of the run")


def test_one_step_back_is_one_page_back_with_its_filters(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path]
) -> None:
    page.open(shared_hub.page)
    page.wait_for_cards(expected_cards(shared_sources, *LAST_30_DAYS))
    page.wait(page.has_pulse, "the end of the run")
    steps = page.history_length()
    page.follow("추세")
    page.wait_for_address("/trend")
    page.wait_for("총 생산량")
    page.click("90일")
    page.wait_for_address("/trend?p=90d")
    page.wait(page.is_still, "the end of the run")
    page.follow("배치 내역")
    page.wait_for_address("/batches?p=90d")
    page.click("7일")
    page.wait_for_address("/batches?p=7d")
    page.wait(page.is_still, "the end of the run")
    page.follow("제품 분석")
    page.wait_for_address("/products?p=7d")
    page.wait(lambda: page.all_text(".st-key-pareto canvas"), "the chart")
    assert page.history_length() == steps + 3

    for address, title in BACK:
        page.driver.back()
        _wait_for_page(page, shared_hub.page + address, title)
    page.wait_for_cards(expected_cards(shared_sources, *LAST_30_DAYS))
    for address, title in FORWARD:
        page.driver.forward()
        _wait_for_page(page, shared_hub.page + address, title)
    page.follow("종합 현황")
    page.wait_for_cards(expected_cards(shared_sources, *LAST_7_DAYS))
    assert page.history_length() == steps + 4


def test_back_from_a_day_clicked_in_a_chart_returns_to_the_page_as_it_was(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path]
) -> None:
    page.open(shared_hub.page + "?p=7d")
    page.wait_for_cards(expected_cards(shared_sources, *LAST_7_DAYS))
    page.wait(page.has_pulse, "the end of the run")
    steps = page.history_length()
    page.click_bar("daily", down=0.8)
    page.wait_for_address("/batches?p=2026-11-")
    page.wait(page.is_still, "the end of the run")
    assert page.history_length() == steps + 1
    page.driver.back()
    page.wait(lambda: page.driver.current_url == shared_hub.page + "?p=7d", "the page before")
    page.wait_for_cards(expected_cards(shared_sources, *LAST_7_DAYS))
