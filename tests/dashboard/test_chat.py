"""The chat page over the real API, whose rules answer: no key, no mock."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from shared.db.manifest import read_manifest
from tests.dashboard.conftest import opened
from tests.dashboard.pages import korean_in, open_page, words
from tests.dashboard.truth import total
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings, publish_now
from tests.live_api import LiveApi
from tests.reference import Reference
from tests.unit.dashboard.fake_api import FakeApi
from tests.waiting import until

MONTH = "이번 달 총 생산량은?"
EVIL = "[눌러](http://evil.example) <img src=x> $a$ :red[b]"


def ask(app: AppTest, question: str) -> AppTest:
    app.chat_input(key="chat_input").set_value(question).run()
    assert not app.exception
    return app


def lines(app: AppTest) -> list[str]:
    """Plain texts: questions, answers, facts and notes."""
    return [str(each.value) for each in app.text]


def made(truth: Reference, first: str, last: str) -> str:
    """As an answer writes it, up to the end of the number."""
    inside = (row for row in truth.rows if first <= row["production_date"][:10] <= last)
    whole, _, decimals = f"{total(inside):,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole + (f".{decimals}" if decimals else "")


def make_plant(path: Path, count: int) -> None:
    """One item with a name that wants to be more than a name."""
    when = "2026-11-20 오후 03:00:00"
    make_source(path, [Row(n, when, "LT1", "BW0021", EVIL, 5.0) for n in range(count)])


def own(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> Iterator[Any]:
    settings = plant_settings(folder, **changes)
    make_plant(settings.live_db, 5)
    publish_now(settings)
    live = LiveApi(settings)
    for app in opened(live, monkeypatch):
        yield live, app
    live.stop()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[LiveApi, AppTest]]:
    yield from own(tmp_path, monkeypatch)


@pytest.fixture
def switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield from own(tmp_path, monkeypatch, chat_rules=False)


@pytest.fixture
def one_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield from own(tmp_path, monkeypatch, chat_turns_per_minute=1)


def test_the_answer_is_the_number_of_the_source_files(app: AppTest, truth: Reference) -> None:
    ask(open_page(app, "chat"), MONTH)
    question, answer = lines(app)[:2]
    assert question == MONTH
    number = made(truth, "2026-11-01", "2026-11-20")
    assert f"총 생산량은 {number}개입니다" in answer
    (table,) = app.dataframe
    assert f"{table.value.iloc[0]['total_production']:,}" == number
    told = words(app)
    assert "생산량 집계 · 시작 2026" in told
    assert "데이터 기준일 2026" in told
    assert "답변: 내장 규칙" in told
    assert "표에서 확인함" in told


def test_an_english_page_answers_in_english(app: AppTest, truth: Reference) -> None:
    open_page(app, "chat", lang="en")
    ask(app, "total production this year")
    assert made(truth, "2026-01-01", "2026-11-20") in lines(app)[1]
    assert korean_in(words(app) + "\n".join(lines(app))) == []


def test_an_example_then_a_suggestion_go_on_with_one_conversation(
    app: AppTest, truth: Reference
) -> None:
    from dashboard.chat.conversation import Conversation

    open_page(app, "chat").button(key="chat_example_month").click().run()
    talk: Conversation = app.session_state["chat_conversation"]
    begun = talk.session_id
    suggested = talk.exchanges[0].questions[0]
    app.button(key="suggest_0_0").click().run()
    assert suggested in lines(app)
    assert made(truth, "2026-11-01", "2026-11-20") in talk.exchanges[1].text
    assert [one.session_id for one in talk.exchanges] == [begun, begun]
    assert len(begun) == 32


def test_a_follow_up_leans_on_the_question_before(app: AppTest, truth: Reference) -> None:
    ask(open_page(app, "chat"), "2026년 10월 총 생산량은?")
    ask(app, "그럼 9월은?")
    answers = [one.text for one in app.session_state["chat_conversation"].exchanges]
    assert made(truth, "2026-10-01", "2026-10-31") in answers[0]
    assert made(truth, "2026-09-01", "2026-09-30") in answers[1]


def test_answers_stay_on_the_way_to_other_pages_and_go_with_a_new_conversation(
    app: AppTest,
) -> None:
    ask(open_page(app, "chat"), MONTH)
    before = lines(app)
    open_page(app, "overview")
    assert lines(open_page(app, "chat")) == before
    old = app.session_state["chat_conversation"].session_id
    app.button(key="chat_new").click().run()
    assert lines(app) == []
    ask(app, MONTH)
    assert app.session_state["chat_conversation"].session_id not in ("", old)


def test_a_ranking_has_a_chart_and_its_table_and_sql_open_on_demand(app: AppTest) -> None:
    ask(open_page(app, "chat"), "올해 상위 5개 제품")
    assert len(app.get("echarts_chart")) == 1
    assert (len(app.dataframe), len(app.code)) == (0, 0)
    app.session_state["table_0_r1"] = True
    app.session_state["sql_0_r1"] = True
    app.run()
    assert len(app.dataframe[0].value) == 5
    assert "SELECT" in app.code[0].value
    assert "2026-11-20" in app.code[1].value


def test_names_out_of_the_data_stay_plain_text(small: tuple[LiveApi, AppTest]) -> None:
    _, app = small
    ask(open_page(app, "chat"), "올해 상위 5개 제품")
    assert "http" in lines(app)[1]
    assert "](http" not in words(app)
    assert "<img" not in words(app)
    assert not any(each.allow_html for each in app.markdown)


def test_a_dead_api_keeps_the_answers_and_says_why_no_question_can_be_asked(
    small: tuple[LiveApi, AppTest],
) -> None:
    live, app = small
    ask(open_page(app, "chat"), MONTH)
    before = lines(app)
    live.stop()
    session.hub_client().forget_health()
    app.run()
    assert lines(app) == before
    assert "API에 연결할 수 없습니다" in words(app)
    assert app.chat_input(key="chat_input").disabled
    live.start()
    app.button(key="retry_status").click().run()
    ask(app, "올해 총 생산량은?")
    assert "총 생산량은 25개입니다" in app.session_state["chat_conversation"].exchanges[-1].text


def test_a_newer_version_leaves_the_old_answer_and_says_so(
    small: tuple[LiveApi, AppTest],
) -> None:
    live, app = small
    ask(open_page(app, "chat"), MONTH)
    before, first = lines(app), words(app)
    assert "그 뒤 새 데이터가 게시됨" not in first
    make_plant(live.settings.live_db, 7)
    publish_now(live.settings, read_manifest(live.settings.manifest_path))

    def noticed() -> bool:
        session.hub_client().forget_health()
        return "그 뒤 새 데이터가 게시됨" in words(app.run())

    until(noticed, "the old answer is marked")
    assert lines(app) == before


@pytest.mark.parametrize(
    ("language", "told"),
    [("ko", "초 뒤에 다시 질문할 수 있습니다."), ("en", "You can ask again in ")],
)
def test_a_budget_that_is_used_up_says_how_long(
    one_a_minute: tuple[LiveApi, AppTest], language: str, told: str
) -> None:
    _, app = one_a_minute
    app.query_params["lang"] = language
    ask(open_page(app, "chat"), MONTH)
    assert told not in words(app)
    ask(app, MONTH)
    assert told in words(app)
    failure = app.session_state["chat_conversation"].exchanges[-1].failure
    assert failure.code == "chat_questions_spent"
    assert 1 <= failure.retry_after_s <= 60
    assert str(failure.retry_after_s) in words(app)


def test_a_switched_off_assistant_says_what_to_do(
    switched_off: tuple[LiveApi, AppTest],
) -> None:
    _, app = switched_off
    told = words(open_page(app, "chat"))
    assert "도우미가 꺼져 있습니다" in told
    assert "HUB_CHAT_RULES=true" in told
    assert app.chat_input(key="chat_input").disabled


def test_an_api_that_has_no_assistant_yet_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    old = FakeApi()
    for app in opened(old, monkeypatch):
        told = words(open_page(app, "chat"))
        assert "연결된 API에는 아직 AI 질의 기능이 없습니다" in told
        assert app.chat_input(key="chat_input").disabled
    old.stop()
