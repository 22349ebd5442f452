"""The report's and the system page's numbers are plain SQL's over the ERP's files."""

from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from dashboard.formats import markdown_safe
from tests.dashboard.expected import check_five, shares
from tests.dashboard.pages import cards, chart, open_page, printed, table, words
from tests.dashboard.plain_sql import Chosen, PlainSql
from tests.dashboard.truth import DATA_TO, changed, shown, to_places
from tests.reference import Reference


def _month_of(chosen: Chosen) -> Chosen:
    """The month in which the random period begins, with the other filters."""
    first = chosen.first.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return replace(chosen, first=first, last=last)


def _before(month: Chosen) -> Chosen:
    """The month before, as far as the month itself has come."""
    end = month.first - timedelta(1)
    last = end if month.last <= DATA_TO else end.replace(day=min(DATA_TO.day, end.day))
    return replace(month, first=end.replace(day=1), last=last)


def test_report(app: AppTest, sql: PlainSql, chosen: Chosen) -> None:
    month = _month_of(chosen)
    name, before = f"{month.first:%Y-%m}", _before(month)
    begins = date.fromisoformat(sql.ask("SELECT MIN(day) FROM rows")[0][0])
    earlier = before if before.first >= begins else None
    open_page(app, "report", **chosen.narrowed, m=name)
    assert f"## {name} 생산 보고서" in words(app)
    now = sql.total(month, month.first, month.last)
    if not now.batches:
        assert "생산 기록이 없습니다." in words(app)
        assert not app.metric
        return
    check_five(app, now, sql.total(earlier, earlier.first, earlier.last) if earlier else None)
    made = {day: row[0] for day, row in sql.by("day", month, month.first, month.last).items()}
    days = [month.first + timedelta(n) for n in range(month.last.day)]
    assert [row[:2] for row in chart(app)] == [[f"{day}", made.get(f"{day}")] for day in days]
    _check_items(app, sql, month)
    if earlier:
        _check_changes(app, sql, month, earlier)


def _check_items(app: AppTest, sql: PlainSql, month: Chosen) -> None:
    rows, text = shares(sql, month), words(app)
    assert printed(app) == [
        (
            rank,
            markdown_safe(code),
            markdown_safe(name),
            shown(made),
            f"{to_places(share, 1)}%",
            abc,
        )
        for rank, code, name, made, share, abc, *_ in rows[:20]
    ]
    for abc in "ABC":
        inside = [row[4] for row in rows if row[5] == abc]
        assert f"{abc} 등급 {len(inside)}개 ({to_places(sum(inside), 1)}%)" in text


def _check_changes(app: AppTest, sql: PlainSql, month: Chosen, before: Chosen) -> None:
    now, old = (
        {code: row[0] for code, row in sql.by("item", each, each.first, each.last).items()}
        for each in (month, before)
    )
    moved = {code: now.get(code, 0) - old.get(code, 0) for code in {**now, **old}}
    largest = sorted((code for code in moved if moved[code]), key=lambda c: (-abs(moved[c]), c))
    names = sql.names()
    expected = [
        (
            markdown_safe(code),
            markdown_safe(names.get(code, "이름 없음")),
            shown(old.get(code, 0)),
            shown(now.get(code, 0)),
            f"{'+' if moved[code] > 0 else ''}{shown(moved[code])}",
            _percent(now.get(code, 0), old.get(code, 0)),
        )
        for code in largest[:10]
    ]
    assert (printed(app, 1) if expected else app.table[1:]) == expected


def _percent(now: float, old: float) -> str:
    change = changed(now, old)
    return {None: "신규", "0": "±0%"}.get(change, str(change))


def test_system(app: AppTest, truth: Reference) -> None:
    """Each row of the sources is in one of the counts, and each refused one is told."""
    open_page(app, "system")
    numbers = cards(app)
    counts = truth.counts
    reasons = Counter(row["reason"] for row in truth.rejected)
    assert [numbers[name] for name in ("전체 행", "표시", "숨김", "제외", "수량 없음")] == [
        shown(sum(each.rows for each in counts.values())),
        shown(len(truth.rows)),
        shown(sum(each.hidden for each in counts.values())),
        shown(len(truth.rejected)),
        shown(sum(row["good_quantity"] is None for row in truth.rows)),
    ]
    assert f"제공 중인 기록 **{len(truth.rows):,}**건" in words(app)
    by_source = {row[0]: (row[1], *row[2:5]) for row in table(app)}
    for name, each in counts.items():
        days = [row["production_date"][:10] for row in truth.rows if row["source"] == name]
        span = f"{min(days)} ~ {max(days)}"
        assert by_source[name] == (span, each.visible, each.hidden, sum(each.rejected.values()))
    assert by_source.keys() == counts.keys()
    shown_reasons = [row[1] for row in table(app, 2)]
    assert shown_reasons == sorted(reasons.values(), reverse=True)
    app.session_state["rejected_open"] = True
    app.run()
    refused = {(row[0], row[1]) for row in table(app, 3)}
    assert refused == {(row["source"], row["id"]) for row in truth.rejected}
