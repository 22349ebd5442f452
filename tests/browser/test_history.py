"""Back and Forward: one step is one page, with the filters that it had."""

from pathlib import Path

import pytest

from tests.browser.expected import expected_cards
from tests.browser.page import Page
from tests.processes import RealHub

pytestmark = pytest.mark.browser

LAST_30_DAYS = ("2026-10-22", "2026-11-20")
LAST_7_DAYS = ("2026-11-14", "2026-11-20")


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
    page.follow("배치 내역")
    page.wait_for_address("/batches?p=90d")
    page.click("7일")
    page.wait_for_address("/batches?p=7d")
    page.follow("제품 분석")
    page.wait_for_address("/products?p=7d")
    page.wait(lambda: page.all_text(".st-key-pareto canvas"), "the chart")
    assert page.history_length() == steps + 3

    for address in ("batches?p=7d", "trend?p=90d", ""):
        page.driver.back()
        page.wait(lambda to=address: page.driver.current_url == shared_hub.page + to, address)  # type: ignore[misc]
        page.wait(page.is_still, "the end of the run")
    page.wait_for_cards(expected_cards(shared_sources, *LAST_30_DAYS))
    for address in ("trend?p=90d", "batches?p=7d", "products?p=7d"):
        page.driver.forward()
        page.wait(lambda to=address: page.driver.current_url == shared_hub.page + to, address)  # type: ignore[misc]
        page.wait(page.is_still, "the end of the run")
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
