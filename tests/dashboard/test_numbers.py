"""Every page's numbers are those of the ERP's own files, for random filters."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.batches.paging import PAGE_ROWS
from tests.dashboard.pages import cards, open_page, words
from tests.dashboard.truth import by, chosen_filters, shown, total
from tests.reference import Reference

SEEDS = range(3)


def _chart(app: AppTest, number: int = 0) -> list[list[Any]]:
    """The rows that a chart draws."""
    spec = json.loads(app.get("echarts_chart")[number].proto.spec)
    rows: list[list[Any]] = spec["dataset"]["source"]
    return rows


def _table(app: AppTest, number: int = 0) -> list[dict[Any, Any]]:
    return [dict(row) for row in app.dataframe[number].value.to_dict("records")]


@pytest.mark.parametrize("seed", SEEDS)
def test_products(app: AppTest, truth: Reference, seed: int) -> None:
    address, inside, _, _ = chosen_filters(truth, seed)
    open_page(app, "products", **address)
    made = by(inside, lambda row: row["item_code"])
    ordered = sorted(made.items(), key=lambda pair: (-pair[1], pair[0]))
    assert [(row["품목"], row["생산량"]) for row in _table(app)] == ordered
    assert [(row[0], row[1]) for row in _chart(app)] == ordered[:40]
    assert f"총 생산량 **{shown(total(inside))}**" in words(app)


@pytest.mark.parametrize("step", ["day", "week", "month", "quarter"])
def test_trend(app: AppTest, truth: Reference, step: str) -> None:
    address, inside, _, _ = chosen_filters(truth, 7)
    open_page(app, "trend", g=step, **address)
    names: dict[str, Callable[[date], str]] = {
        "day": lambda day: day.isoformat(),
        "week": lambda day: day.strftime("%G-W%V"),
        "month": lambda day: day.isoformat()[:7],
        "quarter": lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    }
    made = by(inside, lambda row: names[step](date.fromisoformat(row["production_date"][:10])))
    drawn = {row[0]: row[1] for row in _chart(app) if row[1] is not None}
    assert drawn == made
    assert cards(app)["총 생산량"] == shown(total(inside))
    assert cards(app)["배치 수"] == shown(len(inside))


@pytest.mark.parametrize("seed", SEEDS)
def test_control(app: AppTest, truth: Reference, seed: int) -> None:
    address, inside, _, _ = chosen_filters(truth, seed)
    open_page(app, "control", w="all", **address)
    made = by(inside, lambda row: row["production_date"][:10])
    assert {row[0]: row[1] for row in _chart(app)} == made
    assert cards(app)["대상일"] == shown(len(made))


@pytest.mark.parametrize("seed", SEEDS)
def test_batches(app: AppTest, truth: Reference, seed: int) -> None:
    address, inside, _, _ = chosen_filters(truth, seed)
    open_page(app, "batches", **address)
    text = words(app)
    assert f"**기록 {len(inside):,}건**" in text
    assert f"총 생산량 **{shown(total(inside))}**" in text
    ids = [(row["파일"], row["번호"]) for row in _table(app)]
    while not app.button(key="page_next").disabled:
        app.button(key="page_next").click().run()
        assert not app.exception
        page = [(row["파일"], row["번호"]) for row in _table(app)]
        assert 0 < len(page) <= PAGE_ROWS
        ids += page
    assert ids == [(row["source"], row["id"]) for row in inside]


@pytest.mark.parametrize("month", ["2026-11", "2026-02", "2025-06"])
def test_report(app: AppTest, truth: Reference, month: str) -> None:
    open_page(app, "report", m=month)
    inside = [row for row in truth.rows if row["production_date"].startswith(month)]
    assert cards(app)["총 생산량"] == shown(total(inside))
    assert cards(app)["배치 수"] == shown(len(inside))
    days = by(inside, lambda row: row["production_date"][:10])
    assert {row[0]: row[1] for row in _chart(app) if row[1] is not None} == days
    assert f"## {month} 생산 보고서" in words(app)


def test_wall_shows_the_overviews_numbers(app: AppTest) -> None:
    overview = cards(open_page(app, "overview"))
    wall = cards(open_page(app, "wall"))
    assert wall == {name: overview[name] for name in wall}
    assert len(wall) == 4


def test_system_counts_every_row_of_the_sources(app: AppTest, truth: Reference) -> None:
    shown_now = cards(open_page(app, "system"))
    assert shown_now["표시"] == shown(len(truth.rows))
    counted = [
        int(shown_now[name].replace(",", "")) for name in ("전체 행", "표시", "숨김", "제외")
    ]
    assert counted[0] == sum(counted[1:])
