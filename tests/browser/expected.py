"""The overview's five cards, from the ERP's own files in plain Python."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.dashboard.truth import shown, total
from tests.reference import ReferenceRow, reference_rows

SNAPSHOT_DAY = date(2026, 11, 23)


NAMES = {
    "ko": ("최근 가동일", "월 누계", "연 누계", "배치 수", "활성 품목"),
    "en": ("Last working day", "Month to date", "Year to date", "Batches", "Active items"),
}


def expected_cards(
    sources: dict[str, Path],
    first: str,
    last: str,
    *,
    keep: Callable[[ReferenceRow], bool] = lambda _: True,
    language: str = "ko",
) -> dict[str, str]:
    """What the cards must show for the days `first` to `last`, both included."""
    rows = [row for row in reference_rows(sources, SNAPSHOT_DAY).rows if keep(row)]
    until = max(day for row in rows if (day := row["production_date"][:10]) <= last)

    def made(since: str) -> float:
        return total(row for row in rows if since <= row["production_date"][:10] <= last)

    inside = [row for row in rows if first <= row["production_date"][:10] <= last]
    values = (
        made(until),
        made(last[:8] + "01"),
        made(last[:5] + "01-01"),
        len(inside),
        len({row["item_code"] for row in inside}),
    )
    return dict(zip(NAMES[language], map(shown, values), strict=True))
