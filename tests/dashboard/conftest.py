"""The whole dashboard without a browser, over the real API and real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from tests.dashboard.plain_sql import Chosen, PlainSql
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tests.live_api import LiveApi
from tests.reference import Reference, reference_rows
from tests.unit.dashboard.fake_api import FakeApi

SCRIPT = Path(dashboard.__file__).with_name("app.py")
SNAPSHOT_ROWS = 1_500


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--filters", type=int, default=4, help="random filters that each page is tried with"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "chosen" in metafunc.fixturenames:
        metafunc.parametrize(
            "chosen", range(metafunc.config.getoption("--filters", 4)), indirect=True
        )


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApi]:
    """For tests that only read."""
    folder = tmp_path_factory.mktemp("dashboard plant")
    make_plant_files(folder, rows=SNAPSHOT_ROWS)
    settings = plant_settings(folder)
    publish_now(settings)
    live = LiveApi(settings)
    yield live
    live.stop()


@pytest.fixture(scope="session")
def truth(api: LiveApi) -> Reference:
    """The same rows in plain Python, out of the ERP's files."""
    return reference_rows(api.settings.sources(), SNAPSHOT_DAY)


@pytest.fixture(scope="session")
def sql(truth: Reference) -> PlainSql:
    return PlainSql(truth)


@pytest.fixture
def chosen(request: pytest.FixtureRequest, sql: PlainSql) -> Chosen:
    """Random filters of the seed that is the parameter."""
    return sql.chosen(int(request.param))


@pytest.fixture
def app(api: LiveApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield from opened(api, monkeypatch)


def opened(api: LiveApi | FakeApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """A fresh dashboard process, as far as one process can have several: no cache is left over."""
    monkeypatch.setenv("HUB_API_PORT", str(api.port))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield AppTest.from_file(str(SCRIPT), default_timeout=60)
    st.cache_resource.clear()
    st.cache_data.clear()
