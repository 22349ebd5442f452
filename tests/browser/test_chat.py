"""The chat page in a real browser: asked, answered with its tables, stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.assistant_world import MODEL, SECOND
from tests.browser.page import Page
from tests.dashboard.truth import total
from tests.fake_gemini import KEY, FakeGemini
from tests.gemini_script import Broken, Error
from tests.hub_fixtures import SNAPSHOT_DAY
from tests.processes import RealHub
from tests.reference import reference_rows

pytestmark = pytest.mark.browser

_STOP = "return document.querySelector('[data-testid=stChatInputStopButton]') !== null"
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
    gemini.script(MODEL, Error(429), Broken("stall"))
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
    assert gemini.left == []
    page.driver.find_element(By.CSS_SELECTOR, "[data-testid=stChatInputStopButton]").click()
    page.wait(lambda: MODEL in gemini.left, "the model was left")
    page.wait(lambda: not page.driver.execute_script(_STOP), "no stop button")
    assert "do not use its numbers" in page.text().lower()
    assert "Traceback" not in page.text()
    assert page.hosts_asked() == {"127.0.0.1"}
