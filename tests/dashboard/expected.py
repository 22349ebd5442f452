"""What several pages must show, worked out from plain SQL."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import cards, compared
from tests.dashboard.plain_sql import Chosen, PlainSql, Total
from tests.dashboard.truth import changed, shown


def shares(sql: PlainSql, chosen: Chosen) -> list[tuple[Any, ...]]:
    """(rank, code, name, quantity, share, class, cumulative share, batches, average batch)."""
    found = sql.by("item", chosen, chosen.first, chosen.last)
    whole = sql.total(chosen, chosen.first, chosen.last).made
    names, rows, running = sql.names(), [], 0.0
    ordered = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
    for rank, (code, (made, batches, size)) in enumerate(ordered, 1):
        before, running = (100 * running / whole if whole else 0.0), running + made
        abc = "C" if not whole else "A" if before < 80 else "B" if before < 95 else "C"
        share, summed = (100 * each / whole if whole else 0.0 for each in (made, running))
        name = names.get(code, "이름 없음")
        rows.append((rank, code, name, made, share, abc, summed, batches, size))
    return rows


def _five(total: Total) -> dict[str, float | None]:
    return {
        "총 생산량": total.made,
        "배치 수": total.batches,
        "평균 배치 크기": total.size,
        "가동일": total.days,
        "활성 품목": total.items,
    }


def check_five(app: AppTest, now: Total, base: Total | None) -> None:
    """The same five cards stand on the trend page and on the report."""
    assert cards(app) == {name: shown(value) for name, value in _five(now).items()}
    old = _five(base) if base else {}
    assert compared(app) == {
        name: changed(value, old.get(name)) for name, value in _five(now).items()
    }
