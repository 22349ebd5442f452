"""The chat page in a real browser: asked, answered with its tables, stopped."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from dashboard.chat.conversation import GONE_S
from tests.assistant_world import MODEL, SECOND
from tests.browser.page import Page
from tests.dashboard.truth import total
from tests.fake_gemini import KEY, FakeGemini
from tests.gemini_script import Broken, Error
from tests.hub_fixtures import SNAPSHOT_DAY
from tests.processes import RealHub
from tests.reference import reference_rows

pytestmark = pytest.mark.browser

_STOP = "return document.querySelector('[class*=st-key-stop_] button') !== null"
_ENGLISH = """
[...document.querySelectorAll('button')].find(one => one.innerText.trim() === 'English').click()
"""
_TABLES = "return document.querySelectorAll('[data-testid=stDataFrame] canvas').length"


@pytest.fixture
def gemini() -> Iterator[FakeGemini]:
    with FakeGemini() as one:
        yield one


@pytest.fixture
def model_hub(tmp_path: Path, sources: dict[str, Path], gemini: FakeGemini) -> Iterator[RealHub]:
    assert sources
    real = RealHub(tmp_path)
    real.environment |= {"GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": gemini.url}
    try:
        real.start()
        yield real
    finally:
        real.stop()


def ask(page: Page, question: str) -> None:
    box = page.driver.find_element(By.CSS_SELECTOR, "[data-testid=stChatInputTextArea]")
    box.send_keys(question, Keys.ENTER)


def test_a_question_is_answered_with_its_table_and_a_slow_one_can_be_stopped(
    model_hub: RealHub, page: Page, sources: dict[str, Path], gemini: FakeGemini
) -> None:
    gemini.script(MODEL, Error(429), Broken("stall"), Broken("stall", "지난달은 3"))
    gemini.script(SECOND, Error(429))
    rows = reference_rows(sources, SNAPSHOT_DAY).rows
    made = total(row for row in rows if "2026-11-01" <= row["production_date"][:10] <= "2026-11-20")
    page.open(model_hub.page + "chat")
    page.click("이번 달 총 생산량은?")
    page.wait_for(f"{made:,.2f}".rstrip("0").rstrip("."))
    page.wait_for("답변: 내장 규칙")
    page.wait(lambda: page.driver.execute_script(_TABLES), "the table")
    assert not page.driver.execute_script(_STOP)
    ask(page, "올해는?")
    page.wait(lambda: page.driver.execute_script(_STOP), "a stop button")
    page.wait_for("총 생산량은 1,2")
    # Not by the mouse: the page has scrolled to the answer.
    page.driver.execute_script(_ENGLISH)
    page.wait_for("Writing the answer")
    page.wait_for("총 생산량은 1,2")
    # A closed tab would have lost its turn after this, and nothing else tells that it goes on.
    time.sleep(GONE_S + 1)
    assert gemini.left == []
    page.driver.find_element(By.CSS_SELECTOR, "[class*=st-key-stop_] button").click()
    page.wait(lambda: gemini.left == [MODEL], "the model was left")
    page.wait_for("Stopped here")
    page.wait(lambda: not page.driver.execute_script(_STOP), "no stop button")
    assert "do not use its numbers" in page.text().lower()
    ask(page, "And last month?")
    page.wait(lambda: page.driver.execute_script(_STOP), "a stop button")
    page.wait_for("지난달은 3")
    page.driver.get("about:blank")
    page.wait(lambda: gemini.left == [MODEL, MODEL], "the model was left with the tab")
    page.driver.back()
    page.wait_for("Ask about the production data")
    assert "Traceback" not in page.text()
    assert page.hosts_asked() == {"127.0.0.1"}
