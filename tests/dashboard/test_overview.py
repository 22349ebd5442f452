"""The overview's numbers are those of the ERP's own files, whatever the filters."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import cards, open_page, words
from tests.dashboard.truth import DATA_TO, Row, chosen_filters, shown, total
from tests.reference import Reference


def _between(rows: list[Row], first: str, last: str) -> list[Row]:
    return [row for row in rows if first <= row["production_date"][:10] <= last]


def _expected(rows: list[Row], first: str, last: str) -> dict[str, str]:
    inside = _between(rows, first, last)
    until = min(last, DATA_TO.isoformat())
    days = [row["production_date"][:10] for row in rows if row["production_date"][:10] <= until]
    values = {
        "최근 가동일": total(_between(rows, max(days), max(days))) if days else None,
        "월 누계": total(_between(rows, until[:8] + "01", until)),
        "연 누계": total(_between(rows, until[:5] + "01-01", until)),
        "배치 수": len(inside),
        "활성 품목": len({row["item_code"] for row in inside}),
    }
    return {name: shown(value) for name, value in values.items()}


@pytest.mark.parametrize("seed", range(6))
def test_cards_equal_the_source_files_for_random_filters(
    app: AppTest, truth: Reference, seed: int
) -> None:
    address, inside, first, last = chosen_filters(truth, seed)
    open_page(app, **address)
    rows = [row for row in truth.rows if not address["i"] or row["item_code"] in address["i"]]
    assert cards(app) == _expected(rows, first.isoformat(), last.isoformat())
    assert f"총 생산량 **{shown(total(inside))}**" in words(app)


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
