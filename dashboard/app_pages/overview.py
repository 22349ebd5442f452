"""Overview page: how much, compared with before, day by day, and which items."""

from datetime import date

import streamlit as st

from dashboard import charts, components, overview, periods, session
from dashboard.answers import ApiFailed, Health, Screen
from dashboard.filters import filter_row
from dashboard.formats import quantity
from dashboard.texts import Translate


def draw() -> None:
    text = session.translate()
    preset = filter_row(text)
    health = session.hub_client().health()
    if health.data_from is None or health.data_to is None:
        components.never_received(text)
        return
    now = periods.span(preset, health.data_to)
    before: periods.Span | None = periods.comparison(preset, now)
    if before and before.first < health.data_from:
        before = None
    try:
        screen = session.hub_client().load(overview.questions(now, before))
    except ApiFailed as exc:
        components.view_failure(exc.failure, None, text)
        return
    if screen.failure is not None:
        components.view_failure(screen.failure, screen, text)
    _numbers(screen, preset, now, before, text)
    _charts(screen, now, health, text)


def _numbers(
    screen: Screen, preset: str, now: periods.Span, before: periods.Span | None, text: Translate
) -> None:
    current, earlier = overview.totals(screen)
    kind = preset if preset in ("month", "year") else "weeks"
    compared = (
        text(f"compared_{kind}", first=before.first, last=before.last)
        if before and earlier
        else text("compared_nothing")
    )
    days = text("working_days", days=current.day_count)
    st.markdown(f"**{text('span', first=now.first, last=now.last)}** · {days} · {compared}")
    components.kpi_cards(overview.kpis(current, earlier), text)


def _charts(screen: Screen, now: periods.Span, health: Health, text: Translate) -> None:
    current, _ = overview.totals(screen)
    if not current.batch_count:
        st.info(text("period_empty"), icon=":material/info:")
        return
    left, right = st.columns([2, 1])
    with left.container(border=True, height="stretch"):
        st.markdown(f"**{text('daily_title')}**", help=text("daily_help"))
        points = overview.day_points(
            screen.answers[1].body["data"], now, health.data_from or date.min
        )
        st.echarts_chart(
            charts.daily_chart(points, text),
            height=340,
            key="daily",
            alt=text(
                "daily_alt",
                first=now.first,
                last=now.last,
                total=quantity(current.total_production),
            ),
        )
    with right.container(border=True, height="stretch"):
        st.markdown(f"**{text('top_title')}**")
        items = overview.top_items(screen.answers[2].body["data"], text)
        st.echarts_chart(
            charts.top_chart(items, text),
            height=340,
            key="top",
            alt=text("top_alt", item=items[0][0]),
        )


draw()
