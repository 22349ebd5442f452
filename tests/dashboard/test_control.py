"""The control chart's numbers, worked out once more from plain SQL over the ERP's files."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.control.workdays import holiday_names, is_workday
from tests.dashboard.pages import cards, chart, open_page, spec, table, words
from tests.dashboard.plain_sql import Chosen, PlainSql
from tests.dashboard.truth import shown

MEASURES = {"quantity": 0, "size": 2, "batches": 1}
WHY = {
    1: "한 점이 관리한계를 벗어남",
    2: "연속 3점 중 2점이 같은 쪽 2 표준편차 밖",
    3: "연속 5점 중 4점이 같은 쪽 1 표준편차 밖",
    4: "연속 8점이 중심선의 같은 쪽",
}
Limits = tuple[float, float]
Rules = list[tuple[int, ...]]


def _values(
    sql: PlainSql, chosen: Chosen, first: date, last: date, measure: str, days: str
) -> dict[str, float]:
    found = sql.by("day", chosen, first, last).items()
    return {
        day: value
        for day, row in found
        if (value := row[MEASURES[measure]]) is not None
        and (days == "all" or is_workday(date.fromisoformat(day)))
    }


def _steps(values: list[float]) -> list[float]:
    return [abs(now - before) for before, now in pairwise(values)]


def _limits(values: list[float]) -> Limits | None:
    """Centre and sigma; of fewer than ten points there are none."""
    if len(values) < 10:
        return None
    steps = _steps(values)
    return sum(values) / len(values), sum(steps) / len(steps) / 1.128


def _rules(values: list[float], limits: Limits) -> Rules:
    center, sigma = limits
    found: Rules = []
    for at in range(len(values)):
        broken = set()
        for side in (1, -1):
            off = [side * (value - center) for value in values[: at + 1]]
            for rule, (count, window, sigmas) in enumerate(
                ((1, 1, 3), (2, 3, 2), (4, 5, 1), (8, 8, 0)), 1
            ):
                beyond = [each > sigmas * sigma + 1e-9 * abs(center) for each in off[-window:]]
                if beyond[-1] and sum(beyond) >= count:
                    broken.add(rule)
        found.append(tuple(sorted(broken)))
    return found


def test_control(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    measure = list(MEASURES)[chosen.seed % 3]
    base, days = (("own", "work"), ("before", "all"))[chosen.seed // 3 % 2]
    open_page(app, "control", y=measure, b=base, w=days, **chosen.address)
    made = _values(sql, chosen, chosen.first, chosen.last, measure, days)
    if not made:
        assert "생산 기록이 없습니다." in words(app)
        return
    values, limits = list(made.values()), _limits(list(made.values()))
    if base == "before":
        back = timedelta((chosen.last - chosen.first).days + 1)
        ago = _values(sql, chosen, chosen.first - back, chosen.last - back, measure, days)
        limits = _limits(list(ago.values()))
        values_of_limits = list(ago.values())
    else:
        values_of_limits = values
    rules: Rules = _rules(values, limits) if limits else [()] * len(values)
    signed = min(values_of_limits, default=0) < 0
    _check_cards(app, limits, len(values), sum(map(bool, rules)), signed=signed)
    flagged = [value if broken else None for value, broken in zip(values, rules, strict=True)]
    drawn = chart(app)
    assert [row[:3] for row in drawn] == [
        list(row) for row in zip(made, values, flagged, strict=True)
    ]
    assert [row[1] for row in chart(app, 1)] == pytest.approx([None, *_steps(values)])
    _check_lines(app, limits)
    _check_table(app, list(made), values, rules)


def _check_cards(
    app: AppTest, limits: Limits | None, points: int, flagged: int, *, signed: bool
) -> None:
    center, upper, lower = "없음", "없음", "없음"
    if limits:
        low = limits[0] - 3 * limits[1]
        center, upper = shown(limits[0]), shown(limits[0] + 3 * limits[1])
        lower = shown(low if signed else max(0.0, low))
    assert cards(app) == {
        "중심선": center,
        "관리상한": upper,
        "관리하한": lower,
        "대상일": f"{points:,}",
        "규칙에 걸린 날": f"{flagged:,}",
    }


def _check_lines(app: AppTest, limits: Limits | None) -> None:
    """Drawn where the cards say, and inside the axis."""
    wide = [one["yAxis"] for one in spec(app)["series"][0]["markLine"]["data"]]
    ranges = [one["yAxis"] for one in spec(app, 1)["series"][0]["markLine"]["data"]]
    if not limits:
        assert wide == ranges == []
        return
    center, sigma = limits
    assert wide[:2] == pytest.approx([center + 3 * sigma, center])
    assert ranges == pytest.approx([3.267 * 1.128 * sigma, 1.128 * sigma])
    for number, lines in enumerate((wide, ranges)):
        axis, rows = spec(app, number)["yAxis"], chart(app, number)
        seen = [*lines, *(row[1] for row in rows if row[1] is not None)]
        assert axis["min"] <= min(seen) <= max(seen) <= axis["max"]


def _check_table(app: AppTest, days: list[str], values: list[float], rules: Rules) -> None:
    flagged: list[tuple[Any, ...]] = [
        (day, shown(value), " / ".join(WHY[rule] for rule in broken))
        for day, value, broken in zip(days, values, rules, strict=True)
        if broken
    ]
    names = holiday_names([date.fromisoformat(row[0]) for row in flagged], "ko")
    if names:
        flagged = [(*row, names.get(date.fromisoformat(row[0]), "")) for row in flagged]
    assert (table(app) if flagged else list(app.dataframe)) == flagged[::-1]
