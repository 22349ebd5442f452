"""A headless Chromium with the dashboard open: what stands on the page, and who was asked."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
)
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import troubles
from tests.dashboard.pages import korean_in
from tests.factories import ITEMS
from tests.waiting import until

WAIT_S = 60.0
_CARDS = """
return [...document.querySelectorAll('[data-testid=stMetric]')].map(card => [
  card.querySelector('[data-testid=stMetricLabel]').innerText.trim(),
  card.querySelector('[data-testid=stMetricValue]').innerText.trim(),
]);
"""
# Drawn means: a canvas inside each of the chart containers, with a size.
_CHARTS = """
return ['daily', 'top', 'calendar']
  .filter(key => [...document.querySelectorAll(`.st-key-${key} canvas`)]
    .some(canvas => canvas.width > 0 && canvas.height > 0)).length;
"""
# The pulse component lives in a shadow root, which innerText leaves out.
_GONE = """
return [...document.querySelectorAll('*')]
  .map(element => element.shadowRoot?.querySelector('#gone'))
  .some(bar => bar?.style.display === 'block');
"""

_VISIBLE = """
return [...document.querySelectorAll(arguments[0])]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(one => one.getClientRects().length)
  .map(one => one.innerText.trim() || one.tagName);
"""
# The document or Streamlit's own scrolling part, longer than the window in one direction.
_OVER = """
return [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .filter(one => one && one[`scroll${arguments[0]}`] > one[`client${arguments[0]}`])
  .map(one => `${one.tagName} ${one[`scroll${arguments[0]}`]}`);
"""
_FOCUS = """
const one = document.activeElement;
return [one.innerText?.trim() ?? '', one.closest('.' + arguments[0]) !== null];
"""
_MAIN = "document.querySelector('[data-testid=stMain]')"
_STATE = "return document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"
_CURSOR = "return arguments[0].parentElement.style.cursor"
# Pixels; no bar is thinner.
_BAR_STEP = 4
_TABS_MAX = 60


class Page:
    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self.hosts: set[str | None] = set()

    def open(self, url: str) -> None:
        assert troubles.found(self.driver) == []
        self.driver.get(url)

    def text(self) -> str:
        return str(self.driver.execute_script("return document.body.innerText"))

    def cards(self) -> dict[str, str]:
        return dict(self.driver.execute_script(_CARDS))

    def charts(self) -> int:
        return int(self.driver.execute_script(_CHARTS))

    def has_pulse(self) -> bool:
        """The last part of the page to be drawn; it names the language, which is `en` before."""
        return bool(self.driver.execute_script("return document.documentElement.lang === 'ko'"))

    def is_still(self) -> bool:
        """No run is going on."""
        return str(self.driver.execute_script(_STATE)) == "notRunning"

    def history_length(self) -> int:
        return int(self.driver.execute_script("return history.length"))

    def click_bar(self, key: str, *, down: float) -> None:
        """The middlemost bar of a chart at a height, as a share of the chart's: the mouse seeks
        it, and ECharts shows by the pointer what can be clicked."""
        canvas = self.driver.find_element(By.CSS_SELECTOR, f".st-key-{key} canvas")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", canvas)
        y = round((down - 0.5) * canvas.size["height"])
        for x in range(0, canvas.size["width"] // 2, _BAR_STEP):
            ActionChains(self.driver, duration=0).move_to_element_with_offset(
                canvas, x, y
            ).perform()
            if self.driver.execute_script(_CURSOR, canvas) == "pointer":
                ActionChains(self.driver).click().perform()
                return
        raise AssertionError(f"no bar in {key}")

    def says_server_is_gone(self) -> bool:
        return bool(self.driver.execute_script(_GONE))

    def click(self, label: str) -> None:
        """The button whose text ends so; a redraw in that moment only means to look again."""

        def press() -> bool:
            with suppress(
                StopIteration, StaleElementReferenceException, ElementClickInterceptedException
            ):
                buttons = self.driver.find_elements(By.TAG_NAME, "button")
                next(each for each in buttons if each.text.strip().endswith(label)).click()
                return True
            return False

        until(press, f"a button {label}", timeout_s=WAIT_S)

    def all_text(self, selector: str) -> list[str]:
        """Of every element that can be seen."""
        return list(self.driver.execute_script(_VISIBLE, selector))

    def item_lines(self, text: str) -> list[str]:
        """Lines that name an item of tests/factories.py: those are Korean in every language."""
        names = {name for item in ITEMS for name in item[1:] if name}
        return [line for line in korean_in(text) if any(name in line for name in names)]

    def too_wide(self) -> list[str]:
        return list(self.driver.execute_script(_OVER, "Width"))

    def too_long(self) -> list[str]:
        return list(self.driver.execute_script(_OVER, "Height"))

    def follow(self, label: str) -> None:
        """A link of the navigation."""
        self.wait(lambda: self.driver.find_elements(By.PARTIAL_LINK_TEXT, label), label)
        self.driver.find_element(By.PARTIAL_LINK_TEXT, label).click()

    def type_into(self, key: str, words: str) -> None:
        field = self.driver.find_element(By.CSS_SELECTOR, f".st-key-{key} input")
        field.send_keys(words, Keys.ENTER)

    def save_files_in(self, folder: Path) -> None:
        where = {"behavior": "allow", "downloadPath": str(folder)}
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)

    def links_to(self, part: str) -> list[str]:
        found = self.driver.find_elements(By.CSS_SELECTOR, f"a[href*='{part}']")
        return [str(each.get_attribute("href")) for each in found]

    def scroll_to(self, pixels: int) -> None:
        self.driver.execute_script(f"{_MAIN}.scrollTop = arguments[0]", pixels)

    def scrolled(self) -> int:
        return int(self.driver.execute_script(f"return {_MAIN}.scrollTop"))

    def scheme(self) -> str:
        """`dark` or `light`."""
        app = self.driver.find_element(By.CSS_SELECTOR, "[data-testid=stApp]")
        return str(app.value_of_css_property("color-scheme"))

    def wall_panel(self) -> str:
        """The title of the one that is shown now."""
        titles = self.all_text("[data-testid=stMarkdown] p > strong:only-child")
        return titles[-1] if titles else ""

    def press(self, key: str) -> None:
        ActionChains(self.driver).send_keys(key).perform()

    def tab_to(self, label: str, *, within: str) -> None:
        """Moves on with the keyboard only, inside a group of choices with the arrow keys."""
        for _ in range(_TABS_MAX):
            words, inside = self.driver.execute_script(_FOCUS, within)
            if inside and words == label:
                return
            self.press(Keys.ARROW_RIGHT if inside else Keys.TAB)
        raise AssertionError(f"{label} is not reached by keyboard")

    def wait(self, look: Callable[[], object], what: str) -> None:
        try:
            until(look, what, timeout_s=WAIT_S)
        except AssertionError as exc:
            raise AssertionError(f"{exc}\n{self.text()}") from exc

    def wait_for_address(self, part: str) -> None:
        self.wait(lambda: part in self.driver.current_url, part)

    def wait_for(self, words: str) -> None:
        self.wait(lambda: words in self.text(), words)

    def wait_for_cards(self, expected: dict[str, str]) -> None:
        self.wait(lambda: self.cards() == expected, f"{expected}, not {self.cards()}")

    def hosts_asked(self) -> set[str | None]:
        """Hosts of every request since the last call, WebSockets too."""
        hosts = set()
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            event = json.loads(entry["message"])["message"]
            url = _url_of(event)
            if url and urlsplit(url).scheme in ("http", "https", "ws", "wss"):
                hosts.add(urlsplit(url).hostname)
        self.hosts |= hosts
        return hosts


def _url_of(event: dict[str, dict[str, dict[str, str]]]) -> str | None:
    match event["method"]:
        case "Network.requestWillBeSent":
            return event["params"]["request"]["url"]
        case "Network.webSocketCreated":
            return str(event["params"]["url"])
    return None
