"""Several parts and sessions that want the same answer at the same time, and late answers."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.answers import ApiFailed, Question
from dashboard.client import HubClient
from tests.unit.dashboard.fake_api import FakeApi, Params, Reply
from tests.waiting import until

LATE = Question.to("/late")


@pytest.fixture
def gate(api: FakeApi) -> threading.Event:
    """`/late` answers when it is set."""
    opened = threading.Event()

    def answer(_: Params) -> Reply:
        assert opened.wait(30)
        return 200, {"data": []}

    api.answers["/late"] = answer
    return opened


@pytest.fixture
def hub(api: FakeApi) -> HubClient:
    return HubClient(api.url, read_timeout_s=60)


def test_a_question_on_its_way_is_not_asked_again(
    api: FakeApi, hub: HubClient, gate: threading.Event
) -> None:
    with ThreadPoolExecutor(5) as pool:
        loads = [pool.submit(hub.load, [LATE]) for _ in range(5)]
        until(lambda: "/late" in api.asked, "the question")
        gate.set()
        answers = {id(load.result().answers[0]) for load in loads}
    assert len(answers) == 1
    assert api.asked.count("/late") == 1


def test_a_failure_is_everybodys_and_the_next_look_asks_again(
    api: FakeApi, hub: HubClient, gate: threading.Event
) -> None:
    def refuse(_: Params) -> Reply:
        assert gate.wait(30)
        return 500, {"code": "internal", "detail": "no"}

    api.answers["/late"] = refuse
    with ThreadPoolExecutor(3) as pool:
        loads = [pool.submit(hub.load, [LATE]) for _ in range(3)]
        until(lambda: "/late" in api.asked, "the question")
        gate.set()
        assert [type(load.exception()) for load in loads] == [ApiFailed] * 3
    api.answers["/late"] = lambda _: (200, {"data": []})
    assert hub.load([LATE]).answers[0].body == {"data": []}


def test_a_late_answer_is_told_and_goes_on_being_asked(
    api: FakeApi, hub: HubClient, gate: threading.Event
) -> None:
    assert not hub.ready(LATE, 0.01)
    gate.set()
    assert hub.ready(LATE, 30)
    assert hub.load([LATE]).answers[0].body == {"data": []}
    assert api.asked.count("/late") == 1


def test_a_failure_is_no_late_answer(api: FakeApi, hub: HubClient) -> None:
    assert hub.ready(Question.to("/missing"), 30)
    assert api.asked.count("/missing") == 1
