"""The chat page while a language model answers: a real local server that speaks Gemini."""

from collections.abc import Iterator
from threading import Thread

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.chat.conversation import Conversation
from dashboard.chat.exchange import Exchange
from dashboard.chat.running import RunningTurn
from dashboard.client import HubClient
from tests.assistant_world import MODEL, SECOND, chat_settings
from tests.dashboard.conftest import opened
from tests.dashboard.pages import open_page, words
from tests.fake_gemini import FakeGemini
from tests.gemini_script import Broken, Error, call, text
from tests.hub_fixtures import make_plant_files, publish_now
from tests.live_api import LiveApi
from tests.waiting import until

QUESTION = "이번 달 총 생산량은?"


@pytest.fixture(scope="module")
def gemini() -> Iterator[FakeGemini]:
    with FakeGemini() as one:
        yield one


@pytest.fixture(scope="module")
def model_api(tmp_path_factory: pytest.TempPathFactory, gemini: FakeGemini) -> Iterator[LiveApi]:
    folder = tmp_path_factory.mktemp("model plant")
    make_plant_files(folder, rows=100)
    settings = chat_settings(folder, gemini)
    publish_now(settings)
    live = LiveApi(settings)
    yield live
    live.stop()


@pytest.fixture
def page(model_api: LiveApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    for app in opened(model_api, monkeypatch):
        yield open_page(app, "chat")


def ask(app: AppTest) -> str:
    """All that stands on the page then."""
    app.chat_input(key="chat_input").set_value(QUESTION).run()
    assert not app.exception
    return words(app)


def begin(live: LiveApi, user: str) -> tuple[Exchange, RunningTurn]:
    """A turn without a page."""
    exchange = Exchange(QUESTION)
    body = {"question": QUESTION}
    return exchange, RunningTurn(HubClient(live.url), body, user, exchange, lambda: None)


def test_a_number_that_no_table_holds_is_marked(page: AppTest, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("총 생산량은 ", "7,654,321개입니다."))
    told = ask(page)
    assert "확인되지 않은 숫자: **7,654,321**" in told
    assert page.text[1].value == "총 생산량은 7,654,321개입니다."
    assert r"답변: gemini\-3\.8\-flash" in told


def test_the_text_of_a_model_that_broke_off_is_void(page: AppTest, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Broken("cut"))
    gemini.script(SECOND, text("알 수 없습니다."))
    told = ask(page)
    assert page.text[1].value == "알 수 없습니다."
    assert r"gemini\-3\.5\-flash\-lite이(가) 이어서 답했습니다" in told


def test_when_no_model_answers_the_rules_do_and_the_page_says_so(
    page: AppTest, gemini: FakeGemini
) -> None:
    gemini.script(MODEL, Error(429))
    gemini.script(SECOND, Error(429))
    told = ask(page)
    assert "내장 규칙이(가) 이어서 답했습니다" in told
    assert "답변: 내장 규칙" in told


def test_a_tool_that_was_refused_is_named_with_its_reason(
    page: AppTest, gemini: FakeGemini
) -> None:
    gemini.script(MODEL, call("aggregate", date_from="gestern"), text("모릅니다."))
    assert "조회하지 못함" in ask(page)


def test_stop_ends_the_turn_at_the_model_too(model_api: LiveApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, Broken("stall"))
    gemini.left.clear()
    exchange, turn = begin(model_api, "a viewer")
    until(lambda: exchange.text, "the first words")
    turn.stop()
    assert list(turn.follow()) == [None]
    assert exchange.state == "stopped"
    until(lambda: MODEL in gemini.left, "the model was left")


def test_a_second_look_at_a_turn_sees_it_to_its_end(model_api: LiveApi, gemini: FakeGemini) -> None:
    gemini.script(MODEL, text("알 수 ", "없습니다."))
    exchange, turn = begin(model_api, "another viewer")
    next(turn.follow())
    list(turn.follow())
    assert (exchange.state, exchange.text) == ("ended", "알 수 없습니다.")


def test_an_api_that_dies_in_the_middle_leaves_the_question_to_be_asked_again(
    page: AppTest, model_api: LiveApi, gemini: FakeGemini
) -> None:
    gemini.script(MODEL, Broken("stall"))
    talk: Conversation = page.session_state["chat_conversation"]

    def die() -> None:
        until(lambda: talk.exchanges and talk.exchanges[0].text, "the first words")
        model_api._server.force_exit = True
        model_api.stop()

    killer = Thread(target=die)
    killer.start()
    ask(page)
    killer.join()
    model_api.start()
    assert page.text[0].value == QUESTION
    assert "1,2" not in page.text[1].value
    assert "API" in page.error[-1].value
    gemini.script(MODEL, text("알 수 없습니다."))
    page.button(key="again_0").click().run()
    assert page.text[-1].value == "알 수 없습니다."
