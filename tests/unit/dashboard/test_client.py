"""The client against a real server: cache by version, last good answers, reasons, healing."""

import pytest

from dashboard.answers import ApiFailed, Light, Question
from dashboard.client import HubClient
from shared.access_errors import ApiKeysUnreadable
from shared.errors import NothingPublished
from tests.unit.dashboard.fake_api import FakeApi, Params, Reply

TOTAL = Question.to("/summary/totals", group_by="none")
ITEMS = Question.to("/summary/totals", group_by="item")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(api: FakeApi, clock: Clock) -> HubClient:
    return HubClient(api.url, clock=clock, read_timeout_s=0.3, health_timeout_s=0.3)


def test_health_is_asked_once_within_its_time(api: FakeApi, hub: HubClient, clock: Clock) -> None:
    assert [hub.health().light for _ in range(3)] == [Light.OK] * 3
    assert api.asked == ["/healthz"]
    clock.now += 2.1
    hub.health()
    assert len(api.asked) == 2


def test_published_age_goes_on_between_two_probes(hub: HubClient, clock: Clock) -> None:
    health = hub.health()
    assert health.published_age(clock.now + 30) == 120.0


def test_a_degraded_hub_names_its_problems(api: FakeApi, hub: HubClient) -> None:
    api.health |= {
        "status": "degraded",
        "problems": [{"source": "live", "code": "source_empty", "title": "T", "title_ko": "티"}],
    }
    health = hub.health()
    assert health.light is Light.DEGRADED
    assert [(each.source, each.title_ko) for each in health.problems] == [("live", "티")]


def test_answers_are_cached_until_the_version_changes(
    api: FakeApi, hub: HubClient, clock: Clock
) -> None:
    hub.load([TOTAL])
    hub.load([TOTAL])
    assert sum("totals" in each for each in api.asked) == 1
    api.version = "bbbbbbbbbbbb"
    clock.now += 2.1
    assert hub.load([TOTAL]).version == "bbbbbbbbbbbb"
    assert sum("totals" in each for each in api.asked) == 2


def test_a_screen_never_mixes_versions(api: FakeApi, hub: HubClient) -> None:
    first = api.answers["/summary/totals"]

    def publish_after_the_first_answer(params: Params) -> Reply:
        if params["group_by"] == "item":
            api.version = "bbbbbbbbbbbb"
        return first(params)

    api.answers["/summary/totals"] = publish_after_the_first_answer
    screen = hub.load([TOTAL, ITEMS])
    assert {answer.version for answer in screen.answers} == {"bbbbbbbbbbbb"}


def test_last_good_answers_stay_with_their_age_and_reason(
    api: FakeApi, hub: HubClient, clock: Clock
) -> None:
    good = hub.load([TOTAL])
    api.stop()
    clock.now += 60
    kept = hub.load([TOTAL])
    assert kept.answers == good.answers
    assert kept.failure is not None
    assert (kept.failure.kind, clock.now - kept.received_at) == ("refused", 60.0)
    assert hub.health().data_to == good_day(hub)
    with pytest.raises(ApiFailed):
        hub.load([ITEMS])
    api.start()
    hub.forget_health()
    assert hub.load([ITEMS]).failure is None


def good_day(hub: HubClient) -> object:
    """The last known data day: kept while the API is down."""
    assert hub.health().light is Light.DOWN
    return hub.health().data_to


def test_answers_of_an_older_version_stay_when_the_api_dies_after_a_publish(
    api: FakeApi, hub: HubClient, clock: Clock
) -> None:
    hub.load([TOTAL, ITEMS])
    api.version = "bbbbbbbbbbbb"
    clock.now += 2.1
    hub.load([TOTAL])
    api.stop()
    clock.now += 2.1
    kept = hub.load([TOTAL, ITEMS])
    assert {answer.version for answer in kept.answers} == {"aaaaaaaaaaaa"}
    api.start()


def test_a_failed_call_turns_the_light_at_once(api: FakeApi, hub: HubClient) -> None:
    assert hub.health().light is Light.OK
    api.stop()
    with pytest.raises(ApiFailed):
        hub.load([TOTAL])
    assert hub.health().light is Light.DOWN
    api.start()


def test_a_slow_api_is_a_timeout(api: FakeApi, hub: HubClient) -> None:
    hub.health()
    api.delay_s = 0.6
    with pytest.raises(ApiFailed) as failed:
        hub.load([TOTAL])
    assert failed.value.failure.kind == "timeout"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>", "invalid"),
        (200, [1, 2], "invalid"),
        (200, {"status": "ok"}, "invalid"),
        (500, b"oops", "problem"),
        (503, {"code": "nothing_published"}, "problem"),
    ],
    ids=["html", "list", "no-version", "500", "503"],
)
def test_every_odd_health_answer_is_down_with_a_reason(
    api: FakeApi, hub: HubClient, status: int, body: object, kind: str
) -> None:
    api.answers["/healthz"] = lambda _params: (status, body)
    health = hub.health()
    assert health.light is Light.DOWN
    assert health.failure is not None
    assert health.failure.kind == kind


def test_a_problem_of_the_hub_is_known_by_its_code(api: FakeApi, hub: HubClient) -> None:
    api.answers["/healthz"] = lambda _params: (503, {"code": "nothing_published"})
    failure = hub.health().failure
    assert failure is not None
    assert failure.named() is NothingPublished


def test_proxy_settings_do_not_catch_loopback(
    api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert HubClient(api.url).health().light is Light.OK


def test_a_missing_key_turns_the_light_until_the_api_lets_us_in(
    api: FakeApi, hub: HubClient, clock: Clock
) -> None:
    assert hub.health().light is Light.OK
    api.key = "hub_secret"
    with pytest.raises(ApiFailed) as failed:
        hub.load([TOTAL])
    assert failed.value.failure.code == "api_key_missing"
    for _ in range(2):
        health = hub.health()
        assert health.failure is not None
        assert (health.light, health.failure.code) == (Light.DOWN, "api_key_missing")
        assert health.data_to is not None
        clock.now += 2.1
    api.key = ""
    clock.now += 2.1
    assert hub.health().light is Light.OK
    assert hub.load([TOTAL]).failure is None


def test_a_locked_hub_keeps_the_last_answers(api: FakeApi, hub: HubClient) -> None:
    good = hub.load([TOTAL])
    api.key = "hub_secret"
    with pytest.raises(ApiFailed):
        hub.load([ITEMS])
    kept = hub.load([TOTAL])
    assert kept.answers == good.answers
    assert kept.failure is not None
    assert kept.failure.wants_key


def test_the_light_comes_back_when_only_the_question_is_wrong(api: FakeApi, hub: HubClient) -> None:
    api.key = "hub_secret"
    with pytest.raises(ApiFailed):
        hub.load([Question("/nope")])
    assert hub.health().light is Light.DOWN
    api.key = ""
    hub.forget_health()
    assert hub.health().light is Light.OK


def test_a_key_file_that_cannot_be_read_turns_the_light(api: FakeApi, hub: HubClient) -> None:
    api.answers["/summary/totals"] = lambda _params: (503, {"code": "api_keys_unreadable"})
    with pytest.raises(ApiFailed):
        hub.load([TOTAL])
    health = hub.health()
    assert health.light is Light.DOWN
    assert health.failure is not None
    assert health.failure.named() is ApiKeysUnreadable


def test_the_key_is_sent_and_is_in_no_text(api: FakeApi, clock: Clock) -> None:
    api.key = "hub_secret"
    hub = HubClient(api.url, api_key="hub_secret", clock=clock)
    assert hub.load([TOTAL]).failure is None
    api.key = "hub_other"
    with pytest.raises(ApiFailed) as failed:
        hub.load([ITEMS])
    assert failed.value.failure.code == "api_key_unknown"
    texts = [
        repr(each) for each in (hub, hub._hub, hub.health(), failed.value, failed.value.failure)
    ]
    assert "hub_secret" not in " ".join(texts)
    assert not [each for each in api.asked if "hub_secret" in each]
