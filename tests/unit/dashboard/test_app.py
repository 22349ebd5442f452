"""The whole page without a browser, against a real HTTP server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import session
from tests.unit.dashboard.fake_api import FakeApi, Params, Reply

SCRIPT = Path(dashboard.__file__).with_name("app.py")
FIVE_CARDS = ["3,000", "100", "60", "50", "3"]


@pytest.fixture
def app(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("HUB_API_PORT", str(api.port))
    st.cache_resource.clear()
    yield AppTest.from_file(str(SCRIPT), default_timeout=30)
    st.cache_resource.clear()


def _cards(app: AppTest) -> list[str]:
    assert not app.exception
    return [metric.value for metric in app.metric]


def test_five_cards_two_charts_and_the_state_of_the_data(app: AppTest) -> None:
    app.run()
    assert _cards(app) == FIVE_CARDS
    assert len(app.get("echarts_chart")) == 2
    words = " ".join(each.value for each in app.markdown)
    assert "정상" in words
    assert "데이터 기준일 **2026-11-20** · 버전 aaaaaaaaaaaa · 1분 전 게시" in words
    assert "비교 기간 2026-09-17 ~ 2026-10-16 (같은 일수, 같은 요일)" in words


def test_a_link_opens_with_its_period_and_language(app: AppTest, api: FakeApi) -> None:
    app.query_params["p"] = "7d"
    app.query_params["lang"] = "en"
    app.run()
    assert app.metric[0].label == "Total production"
    assert any("date_from=2026-11-14&date_to=2026-11-20" in each for each in api.asked)


def test_the_language_switch_changes_every_sentence(app: AppTest) -> None:
    app.run()
    app.segmented_control(key="lang").set_value("en").run()
    assert app.metric[0].label == "Total production"
    assert app.query_params["lang"] == "en"
    words = [each.value for each in (*app.markdown, *app.title)]
    assert not [each for each in words if any("가" <= letter <= "힣" for letter in each)]


def test_no_comparison_reaches_before_the_data(app: AppTest, api: FakeApi) -> None:
    api.health["data_from"] = "2026-10-01"
    app.run()
    assert {metric.delta for metric in app.metric} == {""}
    assert any("비교할 이전 데이터가 없습니다" in each.value for each in app.markdown)


def test_a_dead_api_keeps_the_last_numbers_and_offers_retry(app: AppTest, api: FakeApi) -> None:
    app.run()
    api.stop()
    session.hub_client().forget_health()
    app.run()
    assert _cards(app) == FIVE_CARDS
    assert "API에 연결할 수 없습니다" in app.error[0].value
    assert "버전 aaaaaaaaaaaa, 방금 받음" in app.warning[0].value
    app.segmented_control(key="p").set_value("90d").run()
    assert _cards(app) == []
    assert "받은 적이 없어" in app.info[0].value
    api.start()
    app.button(key="retry_status").click().run()
    assert not app.error
    assert _cards(app) == FIVE_CARDS


def test_opened_while_the_api_is_down(app: AppTest, api: FakeApi) -> None:
    api.stop()
    app.run()
    assert _cards(app) == []
    assert app.error
    api.start()
    app.button(key="retry_status").click().run()
    assert _cards(app) == FIVE_CARDS


def test_a_view_that_fails_while_the_api_lives_has_its_own_retry(
    app: AppTest, api: FakeApi
) -> None:
    good = api.answers["/summary/totals"]
    api.answers["/summary/totals"] = lambda _params: (503, {"code": "query_timeout"})
    app.run()
    assert "조회 시간이 너무 깁니다" in app.error[0].value
    api.answers["/summary/totals"] = good
    app.button(key="retry_view").click().run()
    assert _cards(app) == FIVE_CARDS


def test_a_refused_source_is_shown_with_its_reason(app: AppTest, api: FakeApi) -> None:
    problem = {"source": "archive_2025", "code": "source_empty", "title": "Empty", "title_ko": "빔"}
    api.health |= {"status": "degraded", "problems": [problem]}
    app.run()
    assert r"**빔** (archive\_2025)" in app.warning[0].value
    assert _cards(app) == FIVE_CARDS


def test_an_empty_period_says_so(app: AppTest, api: FakeApi) -> None:
    total = dict.fromkeys(("total_production", "batch_count", "item_count", "day_count"), 0)

    def nothing(_params: Params) -> Reply:
        return 200, {"data": [], "total": {**total, "avg_batch_size": None}}

    api.answers["/summary/totals"] = nothing
    app.run()
    assert _cards(app) == ["0", "없음", "0", "없음", "0"]
    assert "생산 기록이 없습니다" in app.info[0].value


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
    assert _cards(app) == []


def test_with_its_key_the_dashboard_works(
    app: AppTest, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_API_KEY", "hub_right")
    api.key = "hub_right"
    app.run()
    assert _cards(app) == FIVE_CARDS
