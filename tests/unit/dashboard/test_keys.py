"""A dashboard whose key the API does not know, against a real HTTP server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from tests.unit.dashboard.fake_api import FakeApi

SCRIPT = Path(dashboard.__file__).with_name("app.py")


@pytest.fixture
def app(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("HUB_API_PORT", str(api.port))
    st.cache_resource.clear()
    yield AppTest.from_file(str(SCRIPT), default_timeout=30)
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("sent", "language", "badge", "title"),
    [
        ("", "ko", "API 키 필요", "대시보드에 API 키가 없습니다"),
        ("", "en", "API key needed", "The dashboard has no API key"),
        (
            "hub_wrong",
            "ko",
            "API 키 필요",
            "대시보드의 API 키가 등록되어 있지 않거나 폐기되었습니다",
        ),
        ("hub_wrong", "en", "API key needed", "The dashboard's API key is not known"),
    ],
)
def test_a_missing_or_wrong_key_is_named(
    app: AppTest,
    api: FakeApi,
    monkeypatch: pytest.MonkeyPatch,
    sent: str,
    language: str,
    badge: str,
    title: str,
) -> None:
    monkeypatch.setenv("HUB_API_KEY", sent)
    api.key = "hub_right"
    app.query_params["lang"] = language
    app.run()
    assert len(app.error) == 1
    assert title in app.error[0].value
    assert "HUB_API_KEY" in app.error[0].value
    assert badge in " ".join(each.value for each in app.markdown)
    assert not app.metric
