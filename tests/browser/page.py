"""A headless Chromium with the dashboard open: what stands on the page, and who was asked."""

import json
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

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
  .flatMap(key => [...document.querySelectorAll(`.st-key-${key} canvas`)])
  .filter(canvas => canvas.width > 0 && canvas.height > 0).length;
"""
# The pulse component lives in a shadow root, which innerText leaves out.
_GONE = """
return [...document.querySelectorAll('*')]
  .map(element => element.shadowRoot?.querySelector('#gone'))
  .some(bar => bar?.style.display === 'block');
"""


class Page:
    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, url: str) -> None:
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

    def wait(self, look: Callable[[], object], what: str) -> None:
        try:
            until(look, what, timeout_s=WAIT_S)
        except AssertionError as exc:
            raise AssertionError(f"{exc}\n{self.text()}") from exc

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
        return hosts


def _url_of(event: dict[str, dict[str, dict[str, str]]]) -> str | None:
    match event["method"]:
        case "Network.requestWillBeSent":
            return event["params"]["request"]["url"]
        case "Network.webSocketCreated":
            return str(event["params"]["url"])
    return None
