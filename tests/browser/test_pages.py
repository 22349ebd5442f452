"""Every page in a real browser: language, widths, accessibility, hosts, the wall, the printer."""

from pathlib import Path

import axe_core_python
import pytest
from selenium.webdriver.common.keys import Keys

from dashboard.pages import PAGES
from dashboard.texts import translator
from tests.browser import troubles
from tests.browser.expected import SNAPSHOT_DAY
from tests.browser.page import Page
from tests.browser.pdf_text import pdf_text
from tests.dashboard.pages import korean_in
from tests.dashboard.truth import shown, total
from tests.processes import RealHub
from tests.reference import reference_rows
from tests.waiting import until
from tools.screenshots.browser import print_pdf, set_window, wait_drawn

pytestmark = pytest.mark.browser

AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
SERIOUS = """
const done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(violations
  .filter(({impact}) => ['serious', 'critical'].includes(impact))
  .flatMap(({id, nodes}) => nodes.map(node => [id, node.target.join(' '), node.html]))));
"""
# What Streamlit itself draws: (rule, a part of the element's HTML or address) -> why it may stay.
ALLOWED = {
    ("svg-img-alt", "role-mark metric_chart_"): "sparkline of st.metric; its number is text",
    ("duplicate-id-active", "glide-cell-"): "two tables on a page number their cells alike",
}
# As Streamlit draws one, and takes it away when the next run begins.
BOX = """
const box = document.createElement('div');
box.dataset.testid = arguments[0];
box.textContent = arguments[1];
document.body.append(box);
setTimeout(() => box.remove());
"""
NAMES = [spec.name for spec in PAGES]
LOOKS = [("ko", False), ("en", True)]


def address_of(name: str, language: str) -> str:
    return f"{name}?lang={language}&p=90d" + ("&r=0" if name == "wall" else "")


@pytest.mark.parametrize(("language", "dark"), LOOKS, ids=["korean-light", "english-dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole(
    shared_hub: RealHub, page: Page, name: str, language: str, dark: bool
) -> None:
    """Title, language, no serious issue for axe, no Traceback, no foreign host."""
    set_window(page.driver, 1440, 1000, dark=dark)
    page.open(shared_hub.page + address_of(name, language))
    wait_drawn(page.driver)
    assert len(page.all_text("h1")) == 1
    assert page.driver.execute_script("return document.documentElement.lang") == language
    if language == "en":
        ours = page.text().replace("한국어", "")
        # Names of items are the plant's own, and stand in charts' descriptions and in lists.
        assert [line for line in korean_in(ours) if not line.isspace()] == page.item_lines(ours)
    assert "Traceback" not in page.text()
    assert page.all_text("[data-testid=stException]") == []
    assert serious_issues(page) == []
    assert page.hosts_asked() == {"127.0.0.1"}


def serious_issues(page: Page) -> list[list[str]]:
    page.driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = page.driver.execute_async_script(SERIOUS)
    return [
        issue
        for issue in found
        if not any(issue[0] == rule and part in issue[2] for rule, part in ALLOWED)
    ]


@pytest.mark.parametrize("name", [spec.name for spec in PAGES if not spec.kiosk])
def test_a_phone_scrolls_down_only(shared_hub: RealHub, page: Page, name: str) -> None:
    set_window(page.driver, 390, 844)
    page.open(shared_hub.page + address_of(name, "ko"))
    wait_drawn(page.driver)
    assert page.too_wide() == []


def test_the_keyboard_reaches_period_and_language(shared_hub: RealHub, page: Page) -> None:
    page.open(shared_hub.page)
    page.wait_for("최근 가동일")
    page.tab_to("7일", within="st-key-filter_preset")
    page.press(Keys.ENTER)
    page.wait(lambda: page.driver.current_url.endswith("?p=7d"), "?p=7d")
    page.tab_to("English", within="st-key-lang")
    page.press(Keys.ENTER)
    page.wait_for("Last working day")


def test_an_exception_that_is_drawn_and_goes_again_is_noticed(
    shared_hub: RealHub, page: Page
) -> None:
    """What the fixture `page` asks after each story."""
    page.open(shared_hub.page)
    page.wait(page.has_pulse, "the end of the run")
    page.driver.execute_script(BOX, "stException", "Boom")
    page.driver.execute_script(BOX, "stAlertContentError", translator("ko")("script_error"))
    page.driver.execute_script(BOX, "stAlertContentError", "no exception")
    assert troubles.found(page.driver) == ["Boom", translator("ko")("script_error")]


def test_the_wall_is_dark_and_bare_and_turns_and_heals(healing_hub: RealHub, page: Page) -> None:
    set_window(page.driver, 1920, 1080)
    page.open(healing_hub.page + "wall?r=5")
    page.wait(lambda: page.wall_panel() == "일별 생산량과 7일 이동평균", "the first panel")
    page.wait(lambda: page.wall_panel() == "상위 10개 품목", "the second panel")
    page.wait(lambda: page.wall_panel() == "생산 달력", "the third panel")
    assert page.scheme() == "dark"
    assert page.all_text("[data-testid=stTopNavLink], button, input, select") == []
    assert page.too_wide() == page.too_long() == []
    healing_hub.api.kill()
    page.wait_for("API 연결 끊김")
    assert page.cards()
    healing_hub.api.start()
    page.wait(lambda: "API 연결 끊김" not in page.text(), "the API again")
    assert page.cards()


def test_the_printer_gets_the_months_total_and_no_navigation(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path]
) -> None:
    rows = reference_rows(shared_sources, SNAPSHOT_DAY).rows
    made = total(row for row in rows if row["production_date"][:7] == "2026-10")
    page.open(shared_hub.page + "report?m=2026-10")
    page.wait_for(shown(made))
    wait_drawn(page.driver)
    paper = until(lambda: pdf_text(print_pdf(page.driver)), "text on paper")
    assert shown(made) in paper
    assert "2026-10 생산 보고서" in paper
    assert "공정 관리도" not in paper
    assert "인쇄" not in paper
