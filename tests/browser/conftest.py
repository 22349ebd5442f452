"""Real processes and one real browser; every process is ended by its own handle."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser import troubles
from tests.browser.page import Page
from tests.factories import erp_rows, make_plant, make_source
from tests.processes import RealHub
from tools.screenshots.browser import set_window, start_browser

DATA_TO = date(2026, 11, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--outages", type=int, default=1, help="how many times the outage stories are told"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "telling" in metafunc.fixturenames:
        metafunc.parametrize(
            "telling", range(metafunc.config.getoption("--outages", 1)), indirect=True
        )


@pytest.fixture
def telling(request: pytest.FixtureRequest) -> int:
    """The how-manyeth time a story is told."""
    return int(request.param)


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    """The ERP's files by source name."""
    return make_plant(tmp_path / "database", until=DATA_TO)


@pytest.fixture
def hub(tmp_path: Path, sources: dict[str, Path]) -> Iterator[RealHub]:
    """One that a test may damage."""
    assert sources
    real = RealHub(tmp_path)
    try:
        real.start()
        yield real
    finally:
        real.stop()


@pytest.fixture(scope="session")
def shared_sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The ERP's files of `shared_hub`."""
    return make_plant(tmp_path_factory.mktemp("browser hub") / "database", until=DATA_TO)


@pytest.fixture(scope="session")
def shared_hub(shared_sources: dict[str, Path]) -> Iterator[RealHub]:
    """One for all tests that only look."""
    real = RealHub(shared_sources["live"].parents[1])
    try:
        real.start()
        yield real
    finally:
        real.stop()


@pytest.fixture(scope="session")
def healing_sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The ERP's only file of `healing_hub`: it hides no rows, so the light can be green."""
    database = tmp_path_factory.mktemp("healing hub") / "database"
    rows = erp_rows(DATA_TO.year, 400, seed=1, last=DATA_TO)
    return {"live": make_source(database / "production_analysis.db", rows)}


@pytest.fixture(scope="session")
def healing_hub(healing_sources: dict[str, Path]) -> Iterator[RealHub]:
    """One for tests that stop its processes and start them again; its files stay as they are."""
    real = RealHub(healing_sources["live"].parents[1])
    try:
        real.start()
        yield real
    finally:
        real.stop()


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    chrome = start_browser(tmp_path_factory.mktemp("chromium"))
    troubles.watch(chrome)
    yield chrome
    chrome.quit()


@pytest.fixture
def page(driver: webdriver.Chrome) -> Iterator[Page]:
    """In whatever story: no exception was drawn, not even for a moment, and nobody was asked but
    this machine."""
    driver.get("about:blank")
    set_window(driver, 1440, 1000)
    shown = Page(driver)
    shown.hosts_asked()  # forget what earlier tests asked for
    shown.hosts.clear()
    yield shown
    shown.hosts_asked()
    assert shown.hosts == {"127.0.0.1"}
    assert troubles.found(driver) == []
