"""Trend page: the period in steps, beside an earlier one."""

import streamlit as st

from dashboard.answers import Body, Question
from dashboard.cards import Card, kpi_cards
from dashboard.changes import change_pct
from dashboard.choices import choice
from dashboard.formats import percent, quantity
from dashboard.notices import empty_notice, load
from dashboard.periods import Span
from dashboard.trend import charts, numbers
from dashboard.trend.partial import partial_note
from dashboard.view import View

# So long the page waits for the earlier period, so that it is seldom drawn twice.
PATIENCE_S = 0.3
STEP_KEY, COMPARISON_KEY = "g", "v"


def draw(view: View) -> None:
    assert view.span is not None
    step, comparison = _choices(view)
    before = numbers.compared_span(view.span, step, comparison)
    if before is not None and before.first < view.data_from:
        before = None
    now, *earlier = _questions(view, step, before)
    late = [question for question in earlier if not view.hub.ready(question, PATIENCE_S)]
    if late:
        before = None
    screen = load(view, "trend", now, *([] if late else earlier), height=400)
    if screen is None:
        return
    bodies = [answer.body for answer in screen.answers]
    compared = (before, bodies[1]) if before is not None else None
    _cards(view, bodies[0], compared, comparison)
    if not bodies[0]["total"]["batch_count"]:
        empty_notice(view)
        return
    _chart(view, step, bodies[0], compared)
    if late:
        _fill_in(view, late[0])
    elif comparison != "none" and before is None:
        st.caption(view.text("compared_nothing"))


@st.fragment(parallel=True)
def _fill_in(view: View, late: Question) -> None:
    """The page stands without its comparison; with the answer all of it is drawn again."""
    st.caption(view.text("comparison_late"))
    screen = load(view, "comparison", late)
    # After a failure another run would only wait once more.
    if screen is not None and screen.failure is None:
        st.rerun()


def _choices(view: View) -> tuple[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = choice(view, STEP_KEY, tuple(numbers.STEPS), "trend_step", "step_")
        comparison = choice(view, COMPARISON_KEY, numbers.COMPARISONS, "trend_compare", "compare_")
    return step, comparison


def _questions(view: View, step: str, before: Span | None) -> list[Question]:
    asked = [view.question("/summary/totals", group_by=step, limit="50000")]
    if before is not None:
        asked.append(
            view.question("/summary/totals", group_by=step, limit="50000", **before.params())
        )
    return asked


def _cards(view: View, now: Body, compared: tuple[Span, Body] | None, comparison: str) -> None:
    """The period's totals, each against the compared period's."""
    total = now["total"]
    base = compared[1]["total"] if compared else None

    def card(key: str, field: str, *, judged: bool = False) -> Card:
        value = total[field]
        change = change_pct(value, base[field]) if base else None
        shown = None if value is None else quantity(value)
        basis = "basis_none" if change is None else f"basis_{comparison}"
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


def _chart(view: View, step: str, now: Body, compared: tuple[Span, Body] | None) -> None:
    assert view.span is not None
    text = view.text
    label = text("span", first=compared[0].first, last=compared[0].last) if compared else None
    shown = numbers.steps(view.span, step, now, compared, view.data_to)
    with st.container(border=True):
        st.markdown(f"**{text('trend_title')}**", help=text("trend_help"))
        st.echarts_chart(
            charts.trend_chart(shown, step, label, text),
            height=400,
            key="trend",
            alt=text(
                "daily_alt",
                first=view.span.first,
                last=view.span.last,
                total=quantity(now["total"]["total_production"]),
            ),
        )
        partial_note(view, step)
