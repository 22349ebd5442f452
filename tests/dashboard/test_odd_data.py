"""Odd periods, odd items and odd quantities: every page draws, and says the truth about them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import opened
from tests.dashboard.pages import cards, open_page, words
from tests.factories import Row, make_source
from tests.hub_fixtures import plant_settings, publish_now
from tests.live_api import LiveApi

PERIODS = {
    "before": "2010-01-01~2010-01-31",
    "after": "2030-01-01~2030-12-31",
    "one-day": "2026-11-20~2026-11-20",
    "all": "2000-01-01~2099-12-31",
}
FILTERED = ("overview", "products", "trend", "control", "batches")
ODD_CODE, ODD_NAME = "A*_x_*<b>&|#$1$%", "이름 [x](y) `z` ~~w~~"
LAST = date(2026, 11, 20)


@pytest.mark.parametrize("page", FILTERED)
def test_every_page_draws_any_period(app: AppTest, page: str) -> None:
    for name, period in PERIODS.items():
        open_page(app, page, p=period)
        empty = "기록이 없습니다" in words(app)
        assert empty == (name in ("before", "after")), name


@pytest.fixture(scope="module")
def odd_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApi]:
    """Forty days: an item of odd letters, one without a name, corrections, NULL, fractions."""
    folder = tmp_path_factory.mktemp("odd plant")
    rows = []
    for back in range(40):
        day = (LAST - timedelta(back)).isoformat()
        rows += [
            Row(None, day, "L*1", ODD_CODE, ODD_NAME, -5.5 if back == 3 else 0.01 * back),
            Row(None, day, None, "period", None, None if back % 2 else -1.25),
        ]
    make_source(folder / "database" / "production_analysis.db", rows)
    settings = plant_settings(folder)
    publish_now(settings)
    live = LiveApi(settings)
    yield live
    live.stop()


@pytest.fixture
def odd_app(odd_api: LiveApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield from opened(odd_api, monkeypatch)


@pytest.mark.parametrize("page", [*FILTERED, "report", "wall", "system"])
def test_every_page_draws_odd_items_and_quantities(odd_app: AppTest, page: str) -> None:
    chosen = {"c": ["period", ODD_CODE]} if page == "products" else {}
    open_page(odd_app, page, **chosen)
    assert "링크의 값" not in words(odd_app)


def test_letters_of_markdown_stay_letters_in_the_report(odd_app: AppTest) -> None:
    open_page(odd_app, "report")
    first = odd_app.table[0].value.iloc[0]
    assert first["품목"] == r"A\*\_x\_\*\<b\>\&|\#\$1\$%".replace("|", r"\|")
    assert first["품목명"] == r"이름 \[x\]\(y\) \`z\` \~\~w\~\~"


def test_a_day_that_is_not_over_is_marked(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard import session

    assert "오늘이라" not in words(open_page(app))
    monkeypatch.setattr(session, "today", lambda: LAST)
    assert "2026-11-20은(는) 오늘이라 아직 늘어날 수 있습니다" in words(open_page(app))
    before = cards(open_page(app, "control", p="30d"))
    assert "2026-11-20은(는) 아직 끝나지 않아 제외했습니다" in words(app)
    monkeypatch.setattr(session, "today", lambda: LAST + timedelta(1))
    assert int(cards(open_page(app, "control"))["대상일"]) == int(before["대상일"]) + 1


def test_rows_that_no_number_counts_are_told_on_the_overview(app: AppTest) -> None:
    from dashboard import session

    open_page(app)
    health = session.hub_client().health()
    labels = [str(link.proto.label) for link in app.get("page_link")]
    wanted = f"{health.rejected}건은 읽을 수 없어 제외, {health.hidden}건은"
    assert (health.rejected > 0, health.hidden > 0) == (True, True)
    assert any(wanted in label for label in labels)
