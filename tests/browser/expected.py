"""The overview's five cards, from the ERP's own files in plain Python."""

from datetime import date
from pathlib import Path

from tests.dashboard.truth import shown, total
from tests.reference import reference_rows

SNAPSHOT_DAY = date(2026, 11, 23)


def expected_cards(sources: dict[str, Path], first: str, last: str) -> dict[str, str]:
    """What the cards must show for the days `first` to `last`, both included."""
    rows = reference_rows(sources, SNAPSHOT_DAY).rows
    until = max(day for row in rows if (day := row["production_date"][:10]) <= last)

    def made(since: str) -> float:
        return total(row for row in rows if since <= row["production_date"][:10] <= last)

    inside = [row for row in rows if first <= row["production_date"][:10] <= last]
    values = {
        "최근 가동일": made(until),
        "월 누계": made(last[:8] + "01"),
        "연 누계": made(last[:5] + "01-01"),
        "배치 수": len(inside),
        "활성 품목": len({row["item_code"] for row in inside}),
    }
    return {name: shown(value) for name, value in values.items()}
