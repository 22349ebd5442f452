"""The five numbers of the overview, from the ERP's own files in plain Python."""

from datetime import date
from pathlib import Path

from tests.reference import reference_rows

SNAPSHOT_DAY = date(2026, 11, 23)
LABELS = ("총 생산량", "가동일 평균 생산량", "배치 수", "평균 배치 크기", "활성 품목")


def expected_cards(sources: dict[str, Path], first: str, last: str) -> dict[str, str]:
    """What the cards must show for the days `first` to `last`, both included."""
    rows = [
        row
        for row in reference_rows(sources, SNAPSHOT_DAY).rows
        if first <= row["production_date"][:10] <= last
    ]
    quantities = [row["good_quantity"] for row in rows if row["good_quantity"] is not None]
    days = {row["production_date"][:10] for row in rows}
    numbers = (
        sum(quantities),
        sum(quantities) / len(days),
        len(rows),
        sum(quantities) / len(quantities),
        len({row["item_code"] for row in rows}),
    )
    shown = (f"{n:,.1f}" if n < 100 and n != int(n) else f"{n:,.0f}" for n in numbers)
    return dict(zip(LABELS, shown, strict=True))
