"""The API's own documentation page in a real browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.page import Page
from tests.processes import RealHub
from tests.waiting import until
from tools.keys.commands import add

pytestmark = pytest.mark.browser


@pytest.fixture
def api(tmp_path: Path, sources: dict[str, Path]) -> Iterator[RealHub]:
    assert sources
    hub = RealHub(tmp_path)
    try:
        hub.publish()
        hub.api.start()
        yield hub
    finally:
        hub.stop()


def test_an_address_is_found_tried_and_answered(api: RealHub, page: Page) -> None:
    page.open(api.api.url.replace("/healthz", "/docs"))
    until(lambda: "GET/summary/totals" in page.text().replace(" ", ""), "addresses are listed")
    page.driver.find_element(By.ID, "filter").send_keys("records newest")
    until(lambda: "/summary/totals" not in page.text(), "other addresses are hidden")
    page.driver.find_element(By.ID, "filter").send_keys(Keys.CONTROL + "a", Keys.DELETE)

    one = page.driver.find_element(By.ID, "op-list_records")
    one.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    until(lambda: one.find_elements(By.NAME, "limit"), "the form is shown")
    one.find_element(By.NAME, "limit").send_keys("2", Keys.ENTER)
    until(lambda: '"count": 2' in one.text, "the answer is shown")
    assert "200 · application/json" in one.text
    assert one.find_element(By.CSS_SELECTOR, ".url a").text == "/records?limit=2"
    unnamed = [
        field.get_attribute("name")
        for field in one.find_elements(By.CSS_SELECTOR, "input, select, textarea")
        if not field.accessible_name
    ]
    assert unnamed == []
    assert page.hosts_asked() == {"127.0.0.1"}
    check_that_a_typed_key_opens(api, page)


def check_that_a_typed_key_opens(api: RealHub, page: Page) -> None:
    """In the same hub and browser: their start takes seven seconds."""
    key, _ = add(api.folder / "api_keys.json", "docs", ["read"], date(2026, 11, 25))
    url = api.api.url.removesuffix("/healthz")
    until(lambda: requests.get(f"{url}/items", timeout=5).status_code == 401, "keys are on")
    page.open(f"{url}/docs")
    until(lambda: page.driver.find_elements(By.ID, "op-list_items"), "addresses are listed")
    one = page.driver.find_element(By.ID, "op-list_items")
    one.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    until(lambda: one.find_elements(By.NAME, "q"), "the form is shown")
    one.find_element(By.NAME, "q").send_keys("BW0021", Keys.ENTER)
    until(lambda: "401 · application/problem+json" in one.text, "no key, no answer")
    page.driver.find_element(By.ID, "key").send_keys(key)
    one.find_element(By.NAME, "q").send_keys(Keys.ENTER)
    until(lambda: "200 · application/json" in one.text, "the key opens it")
    assert key not in str(page.driver.current_url)
