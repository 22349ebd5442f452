"""What viewers choose on a page: links, pages, months, days, words, language."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import cards, open_page, words
from tests.dashboard.truth import shown, total
from tests.reference import Reference

LINKS = [
    ("products", "c", "NOPE"),
    ("trend", "g", "hour"),
    ("trend", "v", "decade"),
    ("control", "y", "mood"),
    ("control", "b", "later"),
    ("control", "w", "sundays"),
    ("report", "m", "2019-13"),
    ("wall", "r", "1"),
    ("overview", "q", "  "),
    ("overview", "p", "2026-11-20~2026-11-19"),
]


@pytest.mark.parametrize(("page", "key", "value"), LINKS, ids=[f"{p}-{k}" for p, k, _ in LINKS])
def test_a_bad_link_is_named_on_its_page_and_mended(
    app: AppTest, page: str, key: str, value: str
) -> None:
    open_page(app, page, **{key: value})
    assert f"링크의 값 {key}=" in words(app)
    assert key not in app.query_params


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from dashboard.client import HubClient

    asked: list[str] = []
    real = HubClient._get

    def noted(self: HubClient, question: Any, timeout_s: float) -> Any:
        asked.append(question.path)
        return real(self, question, timeout_s)

    monkeypatch.setattr(HubClient, "_get", noted)
    return asked


def test_the_list_of_items_is_fetched_when_it_is_opened(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, truth: Reference
) -> None:
    asked = _asked(monkeypatch)
    open_page(app)
    assert "/items" not in asked
    app.session_state["items_open"] = True
    app.run()
    assert "/items" in asked
    code = truth.rows[0]["item_code"]
    app.multiselect(key="filter_items").set_value([code]).run()
    assert app.query_params["i"] == code


def test_days_of_ones_own_begin_with_those_on_show(app: AppTest, truth: Reference) -> None:
    open_page(app, p="7d")
    app.segmented_control(key="filter_preset").set_value("custom").run()
    assert app.query_params["p"] == "2026-11-14~2026-11-20"
    one_day = date(2026, 11, 20)
    app.date_input(key="filter_days").set_value((one_day, one_day)).run()
    assert app.query_params["p"] == "2026-11-20~2026-11-20"
    inside = [row for row in truth.rows if row["production_date"].startswith("2026-11-20")]
    assert cards(app)["배치 수"] == shown(len(inside))


def test_words_are_trimmed(app: AppTest) -> None:
    open_page(app)
    app.text_input(key="filter_text").set_value("  BW   00 ").run()
    assert app.query_params["q"] == "BW 00"
    app.text_input(key="filter_text").set_value("   ").run()
    assert "q" not in app.query_params


def test_words_that_match_nothing_are_told_so(app: AppTest) -> None:
    open_page(app, "batches", q="nobody has this")
    assert "조건에 맞는 기록이 없습니다" in words(app)
    assert not app.dataframe


@pytest.mark.parametrize("page", ["overview", "products", "trend", "control", "report"])
def test_nothing_found_blames_the_days_only_where_nothing_else_narrows(
    app: AppTest, page: str
) -> None:
    assert "이 조건에 맞는 생산 기록이 없습니다" in words(open_page(app, page, q="nobody has this"))


def test_pages_turn_forward_and_back(app: AppTest) -> None:
    open_page(app, "batches", p="2024-01-01~2026-11-20")
    first = app.dataframe[0].value
    app.button(key="page_next").click().run()
    second = app.dataframe[0].value
    assert not first.equals(second)
    app.button(key="page_next").click().run()
    app.button(key="page_back").click().run()
    assert app.dataframe[0].value.equals(second)
    app.button(key="page_first").click().run()
    assert app.dataframe[0].value.equals(first)


def test_a_month_is_chosen(app: AppTest, truth: Reference) -> None:
    open_page(app, "report")
    app.selectbox(key="report_month").set_value("2026-09").run()
    assert app.query_params["m"] == "2026-09"
    inside = [row for row in truth.rows if row["production_date"].startswith("2026-09")]
    assert cards(app)["총 생산량"] == shown(total(inside))


def test_the_datas_first_month_is_compared_with_nothing(app: AppTest, truth: Reference) -> None:
    first = min(row["production_date"] for row in truth.rows)[:7]
    open_page(app, "report", m=first)
    assert "비교할 이전 데이터가 없습니다" in words(app)
    assert "전월 대비 변화가 큰 품목" not in words(app)


def test_another_language_keeps_every_choice(app: AppTest) -> None:
    open_page(app, "trend", p="90d", q="BW", g="week", v="year")
    app.segmented_control(key="lang").set_value("en").run()
    chosen = {"p": "90d", "q": "BW", "g": "week", "v": "year"}
    assert dict(app.query_params) == {**chosen, "lang": "en"}
    assert "Production over time" in words(app)
    app.segmented_control(key="lang").set_value("ko").run()
    assert dict(app.query_params) == chosen


def test_going_to_an_item_keeps_language_and_filters(app: AppTest, truth: Reference) -> None:
    open_page(app, "batches", p="90d", lang="en")
    code = truth.rows[0]["item_code"]
    app.session_state["batches_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    app.button(key="batch_item").click().run()
    assert dict(app.query_params) == {"p": "90d", "lang": "en", "i": code}
    assert "ABC analysis" in words(app)


def test_pages_without_filters_say_what_narrows_them(app: AppTest) -> None:
    for page in ("report", "wall"):
        open_page(app, page, i=["BW0021"], q="BW")
        assert "품목 BW0021만 · 검색어 'BW'에 맞는 기록만" in words(app)
