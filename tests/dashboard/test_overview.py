"""The overview's numbers are those of the ERP's own files, whatever the filters."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import cards, open_page, words
from tests.reference import Reference

DATA_TO = date(2026, 11, 20)


def _total(rows: list[dict[str, Any]], first: str, last: str) -> float:
    inside = [row for row in rows if first <= row["production_date"][:10] <= last]
    return round(sum(row["good_quantity"] or 0 for row in inside), 6)


def _expected(rows: list[dict[str, Any]], first: str, last: str) -> dict[str, str]:
    inside = [row for row in rows if first <= row["production_date"][:10] <= last]
    until = min(last, DATA_TO.isoformat())
    days = [row["production_date"][:10] for row in rows if row["production_date"][:10] <= until]
    values = {
        "최근 가동일": _total(rows, max(days), max(days)) if days else None,
        "월 누계": _total(rows, until[:8] + "01", until),
        "연 누계": _total(rows, until[:5] + "01-01", until),
        "배치 수": len(inside),
        "활성 품목": len({row["item_code"] for row in inside}),
    }
    return {name: _shown(value) for name, value in values.items()}


def _shown(value: float | None) -> str:
    if value is None:
        return "없음"
    decimals = 1 if abs(value) < 100 and value != int(value) else 0
    return f"{value:,.{decimals}f}"


@pytest.mark.parametrize("seed", range(6))
def test_cards_equal_the_source_files_for_random_filters(
    app: AppTest, truth: Reference, seed: int
) -> None:
    chance = random.Random(seed)
    first = date(2025, 3, 1) + timedelta(chance.randrange(500))
    last = first + timedelta(chance.randrange(60))
    codes = sorted({row["item_code"] for row in truth.rows})
    items = sorted(chance.sample(codes, chance.choice((0, 1, 3))))
    open_page(app, p=f"{first}~{last}", i=items)
    rows = [row for row in truth.rows if not items or row["item_code"] in items]
    assert cards(app) == _expected(rows, first.isoformat(), last.isoformat())
    total = _shown(_total(rows, first.isoformat(), last.isoformat()))
    assert f"총 생산량 **{total}**" in words(app)


def test_one_call_draws_the_first_screen(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.client import HubClient

    asked: list[str] = []
    real = HubClient._get

    def noted(self: HubClient, question: Any, timeout_s: float) -> Any:
        asked.append(question.path)
        return real(self, question, timeout_s)

    monkeypatch.setattr(HubClient, "_get", noted)
    app.run()
    assert asked == ["/healthz", "/overview"]


def test_text_narrows_every_number(app: AppTest, truth: Reference) -> None:
    code = truth.rows[0]["item_code"]
    open_page(app, p="year", q=code)
    rows = [row for row in truth.rows if code in row["item_code"]]
    assert cards(app) == _expected(rows, "2026-01-01", "2026-11-20")
