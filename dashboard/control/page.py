"""Control chart page: is the plant steady, and which days were not."""

from datetime import date, timedelta

import streamlit as st

from dashboard import charting
from dashboard.answers import Body
from dashboard.choices import choice
from dashboard.control import charts
from dashboard.control.limits import POINTS_MIN
from dashboard.control.numbers import MEASURES, ControlChart, control_chart
from dashboard.control.rules import RULES
from dashboard.control.workdays import holiday_names
from dashboard.formats import markdown_safe, quantity
from dashboard.notices import empty_notice, load
from dashboard.periods import Span
from dashboard.view import View

MEASURE_KEY, BASE_KEY, DAYS_KEY = "y", "b", "w"
BASES = ("own", "before")
DAYS = ("work", "all")


def draw(view: View) -> None:
    assert view.span is not None
    text = view.text
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = choice(view, MEASURE_KEY, tuple(MEASURES), "control_measure", "measure_")
        base = choice(view, BASE_KEY, BASES, "control_base", "base_")
        days = choice(view, DAYS_KEY, DAYS, "control_days", "days_")
    questions = [view.question("/summary/totals", group_by="day", limit="50000")]
    if base == "before":
        before = _before(view.span)
        questions.append(
            view.question("/summary/totals", group_by="day", limit="50000", **before.params())
        )
        st.caption(text("base_days", first=before.first, last=before.last))
    screen = load(view, "control", *questions)
    if screen is None:
        return
    bodies: list[Body] = [answer.body for answer in screen.answers]
    chart = control_chart(
        bodies[0],
        measure,
        bodies[1] if base == "before" else None,
        all_days=days == "all",
        running=view.partial_day,
    )
    if not chart.points:
        empty_notice(view)
        return
    _draw(chart, measure, base, view)


def _before(span: Span) -> Span:
    """As many days, directly before: limits that the shown days have no part in."""
    return Span(span.first - timedelta(span.days), span.first - timedelta(1))


def _draw(chart: ControlChart, measure: str, base: str, view: View) -> None:
    text = view.text
    _cards(chart, view)
    if chart.limits is None:
        shown = "too_few_days" if base == "own" else "too_few_base_days"
        st.info(text(shown, n=POINTS_MIN), icon=":material/info:")
    with st.container(border=True):
        title = text("individuals_title", measure=text(f"measure_{measure}"))
        st.markdown(f"**{title}**", help=text("individuals_help"))
        clicked = st.echarts_chart(
            charts.individuals_chart(chart.points, chart.limits, text),
            height=330,
            key="individuals",
            on_select="rerun",
            alt=text("individuals_alt", n=len(chart.points), flagged=len(chart.flagged)),
        )
        if (row := charting.newly_clicked("individuals", clicked)) is not None:
            charting.open_day(chart.points[row].day)
    with st.container(border=True):
        st.markdown(f"**{text('ranges_title')}**", help=text("ranges_help"))
        st.echarts_chart(
            charts.ranges_chart(chart.points, chart.limits, text),
            height=220,
            key="ranges",
            alt=text("ranges_alt", n=max(len(chart.points) - 1, 0)),
        )
    _flagged(chart, view)


def _cards(chart: ControlChart, view: View) -> None:
    text, limits = view.text, chart.limits
    values = (
        ("center", limits.center if limits else None),
        ("ucl", limits.upper if limits else None),
        ("lcl", limits.lower if limits else None),
    )
    with st.grid(5, min_column_width=160, gap="small", key="limits"):
        for name, value in values:
            shown = text("no_value") if value is None else quantity(value)
            st.metric(text(name), shown, help=text(f"{name}_help"), border=True)
        st.metric(text("points_shown"), quantity(len(chart.points)), border=True)
        st.metric(text("points_flagged"), quantity(len(chart.flagged)), border=True)
    notes = [text("left_out", n=chart.left_out)] if chart.left_out else []
    if chart.running is not None:
        notes.append(text("running_left_out", day=chart.running))
    if notes:
        st.caption(" · ".join(notes))


def _flagged(chart: ControlChart, view: View) -> None:
    """In words: which day, how much, and what is odd about it."""
    text = view.text
    with st.container(border=True):
        st.markdown(f"**{text('flagged_title')}**")
        if not chart.flagged:
            st.markdown(text("flagged_none" if chart.limits else "flagged_unknown"))
            return
        days = [date.fromisoformat(point.day) for point in chart.flagged]
        names = holiday_names(days, view.language)
        rows = [
            {
                text("day"): point.day,
                text("value"): quantity(point.value),
                text("why"): " / ".join(text(f"rule_{rule}") for rule in point.rules),
                **({text("holiday"): names.get(day, "")} if names else {}),
            }
            for point, day in zip(chart.flagged, days, strict=True)
        ]
        st.dataframe(rows[::-1], hide_index=True, key="flagged")
        for rule in RULES:
            st.caption(markdown_safe(f"{rule}. {text(f'rule_{rule}')}"))
