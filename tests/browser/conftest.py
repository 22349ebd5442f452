"""Real processes and one real browser; every process is ended by its own handle."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.page import Page
from tests.factories import make_plant
from tests.processes import RealHub

DATA_TO = date(2026, 11, 20)


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    """The ERP's files by source name."""
    return make_plant(tmp_path / "database", until=DATA_TO)


@pytest.fixture
def hub(tmp_path: Path, sources: dict[str, Path]) -> Iterator[RealHub]:
    assert sources
    real = RealHub(tmp_path)
    try:
        real.start()
        yield real
    finally:
        real.stop()


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
        "--window-size=1440,1000",
    ):
        options.add_argument(argument)
    # Without a path Selenium asks the internet which driver to take.
    options.binary_location = shutil.which("chromium") or ""
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    chrome = webdriver.Chrome(options=options, service=service)
    yield chrome
    chrome.quit()


@pytest.fixture
def page(driver: webdriver.Chrome) -> Page:
    driver.get("about:blank")
    shown = Page(driver)
    shown.hosts_asked()  # forget what earlier tests asked for
    return shown
