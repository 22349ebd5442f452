"""Before anything is published: each page says so, and the system page says more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages import PAGES
from tests.dashboard.conftest import opened
from tests.dashboard.pages import open_page, words
from tests.hub_fixtures import plant_settings
from tests.live_api import LiveApi


@pytest.fixture
def empty_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    live = LiveApi(plant_settings(tmp_path))
    yield from opened(live, monkeypatch)
    live.stop()


def test_every_page_says_that_nothing_is_published(empty_app: AppTest) -> None:
    for spec in PAGES:
        shown = words(open_page(empty_app, spec.name))
        assert "아직 게시된 데이터가 없습니다" in shown, spec.name
        assert "아직 받은 적이 없어" in shown, spec.name


def test_the_system_page_tells_what_there_is_to_tell(empty_app: AppTest) -> None:
    shown = words(open_page(empty_app, "system"))
    assert "제공 중인 기록 **0**건" in shown
    assert "API 상태" in shown
    assert "알려진 문제가 없습니다." not in shown


def test_the_wall_is_a_wall_already(empty_app: AppTest) -> None:
    """Its clock turns the browser to dark and bare, also while there is nothing to show."""
    open_page(empty_app, "wall")
    assert empty_app.title[0].value == "생산 데이터 허브"
    components = [each.proto.component_name for each in empty_app.get("bidi_component")]
    assert "hub_turner" in components
    assert not empty_app.button
