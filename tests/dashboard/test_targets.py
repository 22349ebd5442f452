"""The plant's targets on the pages, beside numbers of plain SQL."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import opened
from tests.dashboard.pages import cards, chart, open_page, words
from tests.dashboard.plain_sql import Chosen, PlainSql
from tests.live_api import LiveApi

CSV = """item_code,period,quantity
*,day,2000
*,2026-11-16,0.5
*,2026-11,50000
BW0021,2026-10,7000
"""
ALL = Chosen({}, date(2026, 11, 1), date(2026, 11, 20), "1", (), 0)


@pytest.fixture
def target_app(api: LiveApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    path = tmp_path / "targets.csv"
    path.write_text(CSV, encoding="utf-8")
    monkeypatch.setenv("HUB_TARGETS", str(path))
    yield from opened(api, monkeypatch)


def test_the_months_target_stands_on_overview_wall_and_report(
    target_app: AppTest, sql: PlainSql
) -> None:
    made = sql.total(ALL, ALL.first, ALL.last).made
    share = f"{int(100 * made / 50_000)}%"
    wanted = f"월 목표 50,000의 {share} (날짜는 66% 지남)"
    assert target_app.run().get("progress")[0].proto.text == wanted
    assert wanted in words(open_page(target_app, "report"))
    assert cards(open_page(target_app, "wall"))["월 목표 달성률"] == share
    # October has no target of the plant's own.
    assert "월 목표" not in words(open_page(target_app, "report", m="2026-10"))


def test_each_day_has_its_target(target_app: AppTest) -> None:
    drawn = {row[0]: row[3] for row in chart(open_page(target_app, p="7d"))}
    assert drawn == {f"2026-11-{day}": 0.5 if day == 16 else 2_000.0 for day in range(14, 21)}


def test_filters_take_the_plants_targets_away(target_app: AppTest) -> None:
    open_page(target_app, p="7d", i=["BW0021"])
    assert not target_app.get("progress")
    assert {row[3] for row in chart(target_app)} == {None}


def test_an_items_target_stands_beside_its_months(target_app: AppTest) -> None:
    open_page(target_app, "products", p="2025-12-01~2026-11-20", c="BW0021")
    drawn = {row[0]: row[2] for row in chart(target_app, 1)}
    assert {month: target for month, target in drawn.items() if target} == {"2026-10": 7_000.0}
