"""The frame around every page: state of the data, filters, language, links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages import PAGES
from tests.dashboard.conftest import opened
from tests.dashboard.pages import cards, korean_in, open_page, words
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now
from tests.live_api import LiveApi

NAMES = [spec.name for spec in PAGES]
FRAMED = [spec.name for spec in PAGES if not spec.kiosk]


@pytest.fixture
def own_api(tmp_path: Path) -> Iterator[LiveApi]:
    """One that may be stopped."""
    make_plant_files(tmp_path, rows=100)
    settings = plant_settings(tmp_path)
    publish_now(settings)
    live = LiveApi(settings)
    yield live
    live.stop()


@pytest.fixture
def own_app(own_api: LiveApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield from opened(own_api, monkeypatch)


@pytest.mark.parametrize("name", FRAMED)
def test_every_page_says_of_when_its_data_is(app: AppTest, name: str) -> None:
    shown = words(open_page(app, name))
    assert "데이터 기준일 **2026-11-20**" in shown
    assert "게시" in shown


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_all_english_when_asked_to_be(app: AppTest, name: str) -> None:
    shown = words(open_page(app, name, lang="en"))
    assert [line for line in korean_in(shown) if not line.startswith("- ")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_draws_while_the_api_is_down(
    own_app: AppTest, own_api: LiveApi, name: str
) -> None:
    own_api.stop()
    shown = words(open_page(own_app, name))
    assert "API에 연결할 수 없습니다" in shown
    assert "직접 읽었습니다" not in shown
    own_api.start()


def test_filters_stay_when_the_page_changes(app: AppTest) -> None:
    open_page(app, "overview", p="7d", q="BW", lang="en")
    app.query_params.clear()
    open_page(app, NAMES[-1])
    open_page(app, "overview")
    assert dict(app.query_params) == {"p": "7d", "q": "BW", "lang": "en"}


def test_a_value_that_means_nothing_falls_back_and_is_named(app: AppTest) -> None:
    open_page(app, "overview", p="bogus", i=["NO-SUCH"])
    shown = words(app)
    assert "p=bogus" in shown
    assert r"i=NO\-SUCH" in shown
    assert dict(app.query_params) == {}


def test_a_dead_api_keeps_the_last_numbers_and_offers_retry(
    own_app: AppTest, own_api: LiveApi
) -> None:
    from dashboard import session

    good = cards(open_page(own_app))
    assert len(good) == 5
    own_api.stop()
    session.hub_client().forget_health()
    own_app.run()
    assert cards(own_app) == good
    assert "API에 연결할 수 없습니다" in own_app.error[0].value
    assert any("마지막으로 받은 것" in each.value for each in own_app.warning)
    own_app.segmented_control(key="filter_preset").set_value("90d").run()
    assert cards(own_app) == {}
    own_api.start()
    own_app.button(key="retry_status").click().run()
    assert not own_app.error
    assert len(cards(own_app)) == 5
