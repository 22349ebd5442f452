"""Every number of the overview and of the wall is plain SQL's over the ERP's files."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import cards, chart, compared, open_page, sparks, words
from tests.dashboard.plain_sql import Chosen, PlainSql, Total
from tests.dashboard.truth import DATA_TO, changed, shown

Days = tuple[date, date]


def _until(chosen: Chosen) -> date:
    return min(chosen.last, DATA_TO)


def _before_month(until: date) -> Days:
    end = until.replace(day=1) - timedelta(1)
    return end.replace(day=1), end.replace(day=min(until.day, end.day))


def _before_year(until: date) -> Days:
    leap = (until.month, until.day) == (2, 29)
    return date(until.year - 1, 1, 1), until.replace(
        year=until.year - 1, day=28 if leap else until.day
    )


def _weeks_before(chosen: Chosen) -> Days:
    days = (chosen.last - chosen.first).days + 1
    back = timedelta(weeks=(days + 6) // 7)
    return chosen.first - back, chosen.last - back


def _earlier(sql: PlainSql, chosen: Chosen, days: Days) -> Total | None:
    """None where the days begin before the data."""
    return None if days[0] < _data_from(sql) else sql.total(chosen, *days)


def _data_from(sql: PlainSql) -> date:
    return date.fromisoformat(sql.ask("SELECT MIN(day) FROM rows")[0][0])


def _last_day(sql: PlainSql, chosen: Chosen) -> date | None:
    """The last day with a record that the answer's series reach back to."""
    first = min(chosen.last - timedelta(399), chosen.first - timedelta(30))
    days = list(sql.by("day", chosen, first, chosen.last))
    return date.fromisoformat(days[-1]) if days else None


def _expected(sql: PlainSql, chosen: Chosen) -> tuple[dict[str, str], dict[str, str | None]]:
    """Values and changes of the cards."""
    now, base = (
        sql.total(chosen, chosen.first, chosen.last),
        _earlier(sql, chosen, _weeks_before(chosen)),
    )
    until, day = _until(chosen), _last_day(sql, chosen)
    month, year = ((until.replace(day=1), until), (until.replace(month=1, day=1), until))
    pairs: dict[str, tuple[float | None, Total | None]] = {
        "최근 가동일": (None, None)
        if day is None
        else (
            sql.total(chosen, day, day).made,
            _earlier(sql, chosen, (day - timedelta(7), day - timedelta(7))),
        ),
        "월 누계": (sql.total(chosen, *month).made, _earlier(sql, chosen, _before_month(until))),
        "연 누계": (sql.total(chosen, *year).made, _earlier(sql, chosen, _before_year(until))),
    }
    values = {name: shown(value) for name, (value, _) in pairs.items()}
    changes = {
        name: changed(value, old.made if old else None) for name, (value, old) in pairs.items()
    }
    values |= {"배치 수": shown(now.batches), "활성 품목": shown(now.items)}
    changes["배치 수"] = changed(now.batches, base.batches if base else None)
    changes["활성 품목"] = None if base is None else _count_change(now.items - base.items)
    return values, changes


def _count_change(more: int) -> str:
    return f"{more:+,}" if more else "0"


def test_every_card(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    values, changes = _expected(sql, chosen)
    open_page(app, **chosen.address)
    assert cards(app) == values
    assert compared(app) == changes
    open_page(app, "wall")
    four = ["최근 가동일", "월 누계", "연 누계", "배치 수"]
    assert cards(app) == {name: values[name] for name in four}
    assert compared(app) == {name: changes[name] for name in four}


def _daily(sql: PlainSql, chosen: Chosen, first: date, last: date) -> list[float]:
    """Of each calendar day, 0 without a record."""
    made = sql.by("day", chosen, first, last)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [made.get(day.isoformat(), (0,))[0] for day in days]


def test_every_sparkline(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    open_page(app, **chosen.address)
    found, until, day = sparks(app), _until(chosen), _last_day(sql, chosen)
    batches = sql.by("day", chosen, chosen.first, chosen.last)
    tail = [chosen.last - timedelta(n) for n in range(29, -1, -1)]
    assert found["배치 수"] == [
        batches.get(each.isoformat(), (0, 0))[1] for each in tail if each >= chosen.first
    ]
    if day is not None:
        begin = min(chosen.last - timedelta(399), chosen.first - timedelta(30))
        known = date.fromisoformat(next(iter(sql.by("day", chosen, begin, chosen.last))))
        month = min(until.replace(day=1), until - timedelta(29))
        assert found["최근 가동일"] == _daily(sql, chosen, max(day - timedelta(29), known), day)
        assert found["월 누계"] == _daily(sql, chosen, min(max(month, known), until), until)


def _headline(sql: PlainSql, chosen: Chosen) -> list[str]:
    now = sql.total(chosen, chosen.first, chosen.last)
    lines = [
        f"**{chosen.first} ~ {chosen.last}**",
        f"총 생산량 **{shown(now.made)}**",
        f"가동일 {now.days}일",
    ]
    if now.daily is not None:
        lines.append(f"가동일 평균 {shown(now.daily)}")
    days = _weeks_before(chosen)
    base = _earlier(sql, chosen, days)
    if base is None:
        return [*lines, "비교할 이전 데이터가 없습니다"]
    change = changed(now.made, base.made)
    if change is None:
        return [*lines, f"{days[0]} ~ {days[1]}에는 생산량이 없어 비교할 수 없습니다"]
    words = "±0%" if change == "0" else change
    return [*lines, f"{days[0]} ~ {days[1]} 대비 {words} (같은 일수, 같은 요일)"]


def test_headline_and_charts(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    open_page(app, **chosen.address)
    text = words(app)
    assert " · ".join(_headline(sql, chosen)) in text
    made = {day: row[0] for day, row in sql.by("day", chosen, chosen.first, chosen.last).items()}
    if not made:
        assert "생산 기록이 없습니다." in text
        return
    best, worst = max(made, key=made.__getitem__), min(made, key=made.__getitem__)
    if made[best] != made[worst]:
        assert f"가장 많은 날 {best}: {shown(made[best])}" in text
        assert f"가장 적은 날 {worst}: {shown(made[worst])}" in text
    days = [chosen.first + timedelta(n) for n in range((chosen.last - chosen.first).days + 1)]
    drawn = chart(app)
    assert [row[:2] for row in drawn] == [[f"{day}", made.get(f"{day}")] for day in days]
    assert [row[2] for row in drawn] == pytest.approx([_average(sql, chosen, day) for day in days])
    _check_top_and_calendar(app, sql, chosen, first=1)
    for panel, rows in enumerate((drawn, chart(app, 1), chart(app, 2))):
        app.session_state["wall_panel"] = panel
        assert chart(open_page(app, "wall")) == rows
        open_page(app)


def _average(sql: PlainSql, chosen: Chosen, day: date) -> float | None:
    week = day - timedelta(6)
    if week < _data_from(sql) or day > DATA_TO:
        return None
    return round(sql.total(chosen, week, day).made / 7, 1)


def _check_top_and_calendar(app: AppTest, sql: PlainSql, chosen: Chosen, *, first: int) -> None:
    names = sql.names()
    made = {code: row[0] for code, row in sql.by("item", chosen, chosen.first, chosen.last).items()}
    largest = sorted(made.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    assert chart(app, first) == [
        [f"{code}  {names.get(code, '이름 없음')}", value, shown(value)] for code, value in largest
    ]
    begin = chosen.last - timedelta(364)
    assert chart(app, first + 1) == [
        [day, row[0]] for day, row in sql.by("day", chosen, begin, chosen.last).items()
    ]


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
