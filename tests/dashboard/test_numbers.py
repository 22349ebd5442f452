"""Every page's numbers are plain SQL's over the ERP's own files, for random filters."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.batches.paging import PAGE_ROWS
from dashboard.periods import Span
from dashboard.trend.numbers import AVERAGE_OVER, compared_span, step_names
from tests.dashboard.expected import check_five, shares
from tests.dashboard.pages import chart, open_page, table, words
from tests.dashboard.plain_sql import Chosen, PlainSql
from tests.dashboard.truth import DATA_TO, shown, to_places

EMPTY = "생산 기록이 없습니다."


def test_products(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    open_page(app, "products", **chosen.address)
    rows, text = shares(sql, chosen), words(app)
    if not rows:
        assert EMPTY in text
        return
    found = table(app)
    assert [row[:4] + row[5:] for row in found] == [row[:4] + row[5:6] for row in rows]
    assert [row[4] for row in found] == pytest.approx([row[4] for row in rows])
    assert [row[:2] for row in chart(app)] == [[row[1], row[3]] for row in rows[:40]]
    assert [row[2] for row in chart(app)] == pytest.approx([row[6] for row in rows[:40]], abs=0.051)
    whole = sum(row[3] for row in rows)
    assert f"총 생산량 **{shown(round(whole, 6))}** · 생산 품목 {len(rows)}개" in text
    for name in "ABC":
        inside = [row for row in rows if row[5] == name]
        metric = next(each for each in app.metric if each.label == f"{name} 등급")
        assert metric.value == f"{len(inside)}개"
        assert metric.delta == f"{to_places(sum(row[4] for row in inside), 1)}%"
        assert metric.proto.delta_description == shown(round(sum(row[3] for row in inside), 6))


def test_items_in_detail(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    rows = shares(sql, chosen)
    picked = sorted(rows[:: max(1, len(rows) // 3)][:3], key=lambda row: row[0])
    codes = [row[1] for row in picked]
    if not codes:
        return
    open_page(app, "products", **chosen.address, c=codes)
    text = words(app)
    for rank, code, _, made, share, abc, _, batches, size in picked:
        fact = f"**{code}** · 생산량 **{shown(made)}** ({to_places(share, 1)}%)"
        rest = f"배치 {batches:,}건 · 평균 {shown(size)} · {rank}위 · {abc} 등급"
        assert f"{fact} · {rest}" in text
    days = (chosen.last - chosen.first).days + 1
    step = "day" if days <= 45 else "week" if days <= 300 else "month"
    made_of = {
        code: sql.by(step, sql.only(chosen, code), chosen.first, chosen.last) for code in codes
    }
    steps = sorted({name for each in made_of.values() for name in each})
    assert chart(app, 1) == [
        [name, *(made_of[code].get(name, (None,))[0] for code in codes)] for name in steps
    ]
    if len(codes) == 1:
        lots = sql.records(sql.only(chosen, codes[0]), limit=50)
        assert table(app, 1) == [(row[0], row[3], row[4]) for row in lots]


def test_trend(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    step = ("day", "week", "month", "quarter")[chosen.seed % 4]
    comparison = ("before", "year")[chosen.seed // 4 % 2]
    open_page(app, "trend", g=step, v=comparison, **chosen.address)
    span = Span(chosen.first, chosen.last)
    earlier = compared_span(span, step, comparison)
    assert earlier is not None
    if earlier.first < date.fromisoformat(sql.ask("SELECT MIN(day) FROM rows")[0][0]):
        earlier = None
    now = sql.total(chosen, chosen.first, chosen.last)
    check_five(app, now, sql.total(chosen, earlier.first, earlier.last) if earlier else None)
    if not now.batches:
        assert EMPTY in words(app)
        return
    made = {name: row[0] for name, row in sql.by(step, chosen, span.first, span.last).items()}
    names = step_names(span, step)
    before: list[float | None] = []
    if earlier:
        old = sql.by(step, chosen, earlier.first, earlier.last)
        before = [old.get(name, (None,))[0] for name in step_names(earlier, step)]
    drawn = chart(app)
    assert [row[:2] for row in drawn] == [[name, made.get(name)] for name in names]
    assert set(made) <= set(names)
    assert [row[3] for row in drawn] == [*before, *[None] * len(names)][: len(names)]
    newest = step_names(Span(DATA_TO, DATA_TO), step)[0]
    assert [row[2] for row in drawn] == pytest.approx(
        [_average(names, made, at, AVERAGE_OVER[step], newest) for at in range(len(names))]
    )


def _average(
    names: list[str], made: dict[str, float], at: int, over: int, newest: str
) -> float | None:
    if at + 1 < over or names[at] > newest:
        return None
    return round(sum(made.get(name, 0) for name in names[at + 1 - over : at + 1]) / over, 1)


def test_batches(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    open_page(app, "batches", **chosen.address)
    now, text = sql.total(chosen, chosen.first, chosen.last), words(app)
    assert f"**기록 {now.batches:,}건** · 총 생산량 **{shown(now.made)}**" in text
    if not now.batches:
        assert "조건에 맞는 기록이 없습니다" in text
        return
    assert f"조건에 맞는 {now.batches:,}건 모두 내려받기:" in text
    rows = table(app)
    for number in range(1, 4):
        first = (number - 1) * PAGE_ROWS
        last = min(first + PAGE_ROWS, now.batches)
        assert f"{number}쪽 · {first + 1:,} ~ {last:,}번째 표시" in words(app)
        if app.button(key="page_next").disabled:
            assert last == now.batches
            break
        open_next = app.button(key="page_next").click().run()
        assert not open_next.exception
        rows += table(app)
    assert rows == sql.records(chosen, limit=4 * PAGE_ROWS)
