"""A headless Chromium: started without asking the internet, looked at when a page is drawn."""

import base64
import shutil
import time
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

CHROMIUM = ("chromium", "google-chrome", "chrome", "chromium-browser")
DRIVER = "chromedriver"
LOOK_EVERY_S = 0.1
# Equal looks in a row that mean that no chart moves any more.
CALM_LOOKS = 3
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--window-size=1440,1000",
)
# The page's own part has something in it, and nothing is still to come or drawn pale.
_DRAWN = """
const app = document.querySelector('[data-testid=stApp]');
const main = document.querySelector('[data-testid=stMainBlockContainer]');
return app?.dataset.testScriptState === 'notRunning'
  && (main?.innerText.length ?? 0) > 20
  && document.documentElement.lang !== ''
  && document.fonts.status === 'loaded'
  && !document.querySelector('[data-testid^=stSkeleton], [data-stale=true]')
  && [...document.querySelectorAll('[data-testid=stEChartsChart]')]
       .every(chart => chart.querySelector('canvas, svg'));
"""
# What is inside scrolls, not the document: without this the picture ends with the window.
_WHOLE_PAGE_HEIGHT = """
const main = document.querySelector('[data-testid=stMain]') ?? document.documentElement;
return Math.ceil(main.scrollHeight + Math.max(main.getBoundingClientRect().top, 0));
"""


class BrowserMissing(Exception):
    """The message names what is not on this machine."""


class NotDrawn(Exception):
    """The page was not complete in time; the message holds what stood there."""


def start_browser(profile: Path) -> Chrome:
    """Raises BrowserMissing."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    driver = shutil.which(DRIVER)
    missing = [name for name, found in ((CHROMIUM[0], chromium), (DRIVER, driver)) if not found]
    if missing:
        raise BrowserMissing(", ".join(missing))
    options = ChromeOptions()
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    # Without both paths Selenium asks the internet which driver to take.
    options.binary_location = chromium or ""
    return Chrome(options=options, service=ChromeService(driver))


def set_window(chrome: Chrome, width: int, height: int, *, dark: bool = False) -> None:
    """For the pages that are opened after it: the window, and what the system says of dark."""
    chrome.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def wait_drawn(chrome: Chrome, *, timeout_s: float = 60.0) -> bytes:
    """A picture of the window once nothing on it changes any more. Raises NotDrawn."""
    deadline = time.monotonic() + timeout_s
    looks: list[bytes] = []
    while len(looks) < CALM_LOOKS:
        if time.monotonic() > deadline:
            text = chrome.execute_script("return document.body.innerText")
            raise NotDrawn(f"{chrome.current_url}: {str(text)[:500]}")
        time.sleep(LOOK_EVERY_S)
        if not chrome.execute_script(_DRAWN):
            looks = []
            continue
        look = _picture(chrome)
        looks = [*looks, look] if looks[-1:] == [look] else [look]
    return looks[-1]


def whole_page(chrome: Chrome, width: int, *, dark: bool, least: int) -> bytes:
    """As long as the page is, at least `least` pixels."""
    wait_drawn(chrome)
    height = max(int(chrome.execute_script(_WHOLE_PAGE_HEIGHT)), least)
    set_window(chrome, width, height, dark=dark)
    return wait_drawn(chrome)


def print_pdf(chrome: Chrome) -> bytes:
    """What the printer would get, on A4."""
    printed = chrome.execute_cdp_cmd(
        "Page.printToPDF", {"printBackground": True, "paperWidth": 8.27, "paperHeight": 11.69}
    )
    return base64.b64decode(printed["data"])


def _picture(chrome: Chrome) -> bytes:
    return bytes(chrome.get_screenshot_as_png())
