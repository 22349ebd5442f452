"""Report page: a month in one column, made for the printer."""

import streamlit as st

from dashboard import urlstate
from dashboard.answers import Body, Question
from dashboard.cards import Card, kpi_cards
from dashboard.changes import change_pct
from dashboard.formats import markdown_safe, percent, quantity, share_words
from dashboard.notices import empty_notice, narrowed_note
from dashboard.overview import charts
from dashboard.overview.numbers import DayPoint, iso_days
from dashboard.overview.target_line import month_words
from dashboard.parts import Part, draw_parts
from dashboard.periods import Span
from dashboard.products.numbers import by_class, shares
from dashboard.report import numbers
from dashboard.report.printing import STYLE, print_button
from dashboard.target_file import plant_target
from dashboard.texts import Translate
from dashboard.view import View
from shared.targets import NO_TARGETS

MONTH_KEY = "m"
_MONTH = "report_month"
TOP_SHOWN = 20


def draw(view: View) -> None:
    st.html(STYLE)
    month = numbers.days_of(_month(view))
    before, running = numbers.before_of(month, view.data_to)
    st.markdown(f"## {view.text('report_title', month=str(month.first)[:7])}")
    narrowed_note(view)
    comparable = before.first >= view.data_from
    _compared_with(before, view, running=running, comparable=comparable)
    days, items = _asked(month, "day", view), _asked(month, "item", view)
    # What is not shown is not asked for.
    earlier = (_asked(before, "item", view),) if comparable else ()
    parts = [
        Part("report", (days, *earlier), lambda *bodies: _cards(view, *bodies)),
        Part("days", (days,), lambda body: _days(body, month, view), height=320),
        Part("items", (items,), lambda body: _items(body, view), height=700),
    ]
    if comparable:
        parts.append(Part("changes", (items, *earlier), lambda now, old: _changes(now, old, view)))
    draw_parts(view, *parts)


def _asked(span: Span, group: str, view: View) -> Question:
    return view.question("/summary/totals", group_by=group, limit="50000", **span.params())


def _compared_with(before: Span, view: View, *, running: bool, comparable: bool) -> None:
    text, shown = view.text, view.text("span", first=before.first, last=before.last)
    words = [text("report_running_month")] if running else []
    words.append(text("report_compared", span=shown) if comparable else text("compared_nothing"))
    if running and view.partial_day is not None:
        words.append(text("day_running", day=view.partial_day))
    st.markdown(" · ".join(words))


def _month(view: View) -> str:
    """The newest month unless the address or the viewer names another."""
    months = numbers.months(view.data_from, view.data_to)
    chosen = st.session_state.get(_MONTH)
    (month,) = urlstate.follow(
        MONTH_KEY,
        (months[0],),
        lambda values: len(values) == 1 and values[0] in months,
        (chosen,) if chosen in months else None,
    )
    st.session_state[_MONTH] = month
    with st.container(horizontal=True, vertical_alignment="bottom", key="report_controls"):
        st.selectbox(view.text("report_month"), months, key=_MONTH, width=180)
        print_button(view.text("print"))
    return month


def _cards(view: View, now: Body, before: Body | None = None) -> None:
    if not now["total"]["batch_count"]:
        empty_notice(view)
        return
    total, base = now["total"], before["total"] if before else {}

    def card(key: str, field: str, *, judged: bool = False) -> Card:
        value, old = total[field], base.get(field)
        change = change_pct(value, old)
        shown = None if value is None else quantity(value)
        basis = "basis_none" if change is None else "basis_month"
        return Card(key, shown, percent(change), basis, judged=judged)

    kpi_cards(
        [
            card("kpi_total", "total_production", judged=True),
            card("kpi_records", "batch_count"),
            card("kpi_batch_size", "avg_batch_size"),
            card("kpi_days", "day_count"),
            card("kpi_items", "item_count"),
        ],
        view.text,
    )
    until = min(numbers.days_of(str(now["date_range"]["from"])[:7]).last, view.data_to)
    target = (plant_target(view) or NO_TARGETS).of_month(until)
    if target is not None:
        st.markdown(month_words(total["total_production"], target, until, view.text))


def _days(days: Body, month: Span, view: View) -> None:
    if not days["total"]["batch_count"]:
        return
    made = {row["day"]: row["total_production"] for row in days["data"]}
    points = [DayPoint(day, made.get(day), None) for day in iso_days(month)]
    target = plant_target(view) or NO_TARGETS
    wanted = [target.of_day(month.first.replace(day=n)) for n in range(1, month.days + 1)]
    with st.container(border=True):
        st.markdown(f"**{view.text('report_days')}**")
        st.echarts_chart(
            charts.daily_chart(points, wanted, view.text, average=False),
            height=280,
            key="report_days",
            alt=view.text("report_days"),
        )


def _items(items: Body, view: View) -> None:
    text, found = view.text, shares(items)
    if not found:
        return
    with st.container(border=True, key="report_items"):
        st.markdown(f"**{text('report_items', n=min(len(found), TOP_SHOWN))}**")
        classes = [
            text("report_class", name=name, n=count, share=share_words(share))
            for name, (count, _, share) in by_class(found).items()
        ]
        st.markdown(" · ".join(classes))
        st.table(
            [
                {
                    text("rank"): item.rank,
                    text("item"): markdown_safe(item.code),
                    text("item_name"): markdown_safe(item.name or text("no_name")),
                    text("series_quantity"): quantity(item.quantity),
                    text("share"): share_words(item.share),
                    text("abc"): item.abc,
                }
                for item in found[:TOP_SHOWN]
            ],
            hide_index=True,
        )


def _percent_words(one: numbers.Change, text: Translate) -> str:
    """An item that was not made the month before has no percentage."""
    change = change_pct(one.now, one.before)
    return text("change_new") if change is None else str(percent(change) or "±0%")


def _changes(items: Body, earlier: Body, view: View) -> None:
    text = view.text
    changes = numbers.largest_changes(items, earlier)
    if not changes or not items["data"]:
        return
    with st.container(border=True, key="report_changes"):
        st.markdown(f"**{text('report_changes')}**")
        st.table(
            [
                {
                    text("item"): markdown_safe(one.code),
                    text("item_name"): markdown_safe(one.name or text("no_name")),
                    text("before"): quantity(one.before),
                    text("now"): quantity(one.now),
                    text("change"): f"{'+' if one.change > 0 else ''}{quantity(one.change)}",
                    text("change_percent"): _percent_words(one, text),
                }
                for one in changes
            ],
            hide_index=True,
        )
