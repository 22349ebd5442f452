"""HUB_FALLBACK: while the API is down, the numbers come from the published partitions."""

from collections.abc import Iterator

import pytest
import requests
from streamlit.testing.v1 import AppTest

from dashboard.answers import ApiFailed, Light, Question
from dashboard.client import HubClient
from dashboard.direct import READS, DirectReader
from dashboard.pages import PAGES
from tests.dashboard.conftest import opened
from tests.dashboard.pages import cards, open_page, words
from tests.dashboard.truth import shown, total
from tests.live_api import LiveApi
from tests.process.ports import free_ports
from tests.reference import Reference
from tests.unit.dashboard.fake_api import FakeApi

NAMES = [spec.name for spec in PAGES]
OCTOBER = {"date_from": "2026-10-01", "date_to": "2026-10-31"}
QUESTIONS = [
    Question.to("/overview", **OCTOBER),
    Question.to("/overview", item_code=["BW0021", "BW0030"], q="BW"),
    Question.to("/summary/totals", group_by="day", limit="50000", **OCTOBER),
    Question.to("/summary/totals", group_by="item", item_code="BW0021"),
    Question.to("/records", limit="50", q="LT"),
    Question.to("/items", limit="50000"),
    Question.to("/quality"),
    Question.to("/quality/rejected", limit="100"),
]


@pytest.fixture
def direct_app(api: LiveApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Its API is down: nobody listens at the port."""
    monkeypatch.setenv("HUB_FALLBACK", "true")
    monkeypatch.setenv("HUB_DATA_DIR", str(api.settings.data_dir))
    for app in opened(api, monkeypatch):
        (port,) = free_ports(1)
        monkeypatch.setenv("HUB_API_PORT", str(port))
        yield app


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_what_is_read_directly_is_what_the_api_answers(api: LiveApi, question: Question) -> None:
    answered = requests.get(api.url + question.path, params=list(question.params), timeout=30)
    body = answered.json()
    read, version = DirectReader(api.settings).answer(question)
    assert read == ({"data": body} if isinstance(body, list) else body)
    assert version == answered.headers["X-Data-Version"]


def test_every_answer_that_can_be_read_is_compared() -> None:
    assert {question.path for question in QUESTIONS} == set(READS)


@pytest.mark.parametrize("items", [[], ["BW0021", "B0061"]], ids=["all", "two"])
def test_the_numbers_are_those_of_the_source_files(
    direct_app: AppTest, truth: Reference, items: list[str]
) -> None:
    inside = [
        row
        for row in truth.rows
        if row["production_date"][:7] == "2026-10" and (not items or row["item_code"] in items)
    ]
    open_page(direct_app, p="2026-10-01~2026-10-31", i=items)
    assert cards(direct_app)["배치 수"] == shown(len(inside))
    assert f"총 생산량 **{shown(total(inside))}**" in words(direct_app)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_where_its_numbers_come_from(
    direct_app: AppTest, api: LiveApi, name: str
) -> None:
    version = requests.get(f"{api.url}/healthz", timeout=30).json()["version"]
    said = words(open_page(direct_app, name, lang="en"))
    assert f"The API is down: numbers are read directly from version {version}." in said
    assert "have never been received" not in said


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("chat", "질문에는 API가 필요합니다"),
        ("batches", "내보내기에는 API가 필요합니다"),
        ("system", "감시기와 API의 상태는"),
    ],
)
def test_what_needs_the_api_says_so(direct_app: AppTest, name: str, sentence: str) -> None:
    assert sentence in words(open_page(direct_app, name))


def test_the_api_is_asked_again_as_soon_as_it_is_back(api: LiveApi) -> None:
    fake = FakeApi()
    fake.stop()
    hub = HubClient(fake.url, fallback=DirectReader(api.settings), health_ttl_s=0)
    october = Question.to("/summary/totals", group_by="none", **OCTOBER)
    read = hub.load([october])
    assert read.failure is None
    assert hub.health().direct
    fake.answers["/summary/totals"] = lambda _: (200, {"from": "the API"})
    fake.start()
    assert (hub.health().light, hub.health().direct) == (Light.OK, False)
    assert hub.load([october]).answers[0].body == {"from": "the API"}
    fake.stop()


def test_whoever_is_refused_for_a_key_does_not_get_it_directly(api: LiveApi) -> None:
    fake = FakeApi()
    fake.key = "wanted"
    hub = HubClient(fake.url, fallback=DirectReader(api.settings), health_ttl_s=0)
    october = Question.to("/summary/totals", group_by="none", **OCTOBER)
    with pytest.raises(ApiFailed):
        hub.load([october])
    fake.stop()
    assert not hub.health().direct
    with pytest.raises(ApiFailed):
        hub.load([october])


def test_nothing_published_is_no_fallback(api: LiveApi) -> None:
    empty = api.settings.model_copy(update={"data_dir": api.settings.data_dir / "nowhere"})
    fake = FakeApi()
    fake.stop()
    health = HubClient(fake.url, fallback=DirectReader(empty)).health()
    assert (health.light, health.direct, health.version) == (Light.DOWN, False, None)
