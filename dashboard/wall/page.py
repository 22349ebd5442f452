"""Wall page: one call to the API, three panels in turn, readable from across the hall."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from dashboard import frame, urlstate
from dashboard.answers import Body
from dashboard.cards import Card, kpi_cards
from dashboard.formats import quantity
from dashboard.notices import failure_words, load, narrowed_note, never_received
from dashboard.overview import charts, numbers
from dashboard.overview.target_line import daily_targets, month_target, share_of
from dashboard.view import View
from dashboard.wall import turner
from dashboard.wall.large import large

ROTATE_KEY = "r"
ROTATE_DEFAULT, ROTATE_MIN, ROTATE_MAX = "20", 5, 600
# Streamlit measures in rem: everything grows with the root.
_STYLE = """
<style>
  html { font-size: clamp(16px, 1.25vw, 30px); }
  [data-testid="stMainBlockContainer"] { max-width: 100%; padding: 1rem 1.5rem 0; }
  [data-testid="stMetricValue"] { font-size: 2.5rem; line-height: 1.2; }
  [data-testid="stMetricLabel"] p { font-size: 1.1rem; }
</style>
"""
# With the head and the cards, all of 1920x1080.
CHART_HEIGHT = 590
# What a notice and the line about the filters take of it.
NOTICE_PX, NARROWED_PX = 110, 48

Panel = Callable[[Body, View, int], None]


def draw(view: View) -> None:
    st.html(_STYLE)
    shown = turner.panel(len(PANELS), _seconds())
    if view.span is None:
        # Dark and bare from the first moment, and without Retry: it shows data when there are any.
        _head(view)
        if view.health.failure is not None:
            title, hint = failure_words(view.health.failure, view)
            st.error(f"**{title}**  \n{hint}", icon=":material/cloud_off:")
        never_received(view.text)
        return
    screen = load(view, "wall", view.question("/overview"))
    _head(view)
    if screen is None:
        return
    narrowed_note(view)
    body = screen.answers[0].body
    kpi_cards(_cards(body, view), view.text, columns=4, plain=True)
    height = CHART_HEIGHT - NOTICE_PX * (screen.failure is not None)
    with st.container(border=True):
        PANELS[shown](body, view, height - NARROWED_PX * view.filters.narrowed)


def _seconds() -> int:
    """0 stands still."""
    (seconds,) = urlstate.follow(ROTATE_KEY, (ROTATE_DEFAULT,), _is_rotation, None)
    return int(seconds)


def _is_rotation(values: urlstate.Values) -> bool:
    if len(values) != 1 or not (values[0].isascii() and values[0].isdigit()):
        return False
    return values[0] == "0" or ROTATE_MIN <= int(values[0][:4]) <= ROTATE_MAX


def _head(view: View) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.title(view.text("title"), anchor=False, width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            frame.light(view.health, view.text)
            frame.facts(view)
    frame.direct_mark(view)


def _cards(body: Body, view: View) -> list[Card]:
    last_day, month, year, records, _ = numbers.cards(body, view.partial_day)
    target = month_target(body, view)
    if target is None:
        return [last_day, month, year, records]
    so_far = body["month_to_date"]
    wanted = Card(
        "kpi_target",
        share_of(so_far["total_production"], target),
        basis="of_target",
        basis_values={"target": quantity(target), "day": so_far["to"][5:]},
    )
    return [last_day, month, wanted, year]


def _daily(body: Body, view: View, height: int) -> None:
    points = numbers.day_points(body, view.data_from)
    st.markdown(f"**{view.text('daily_title')}**")
    st.echarts_chart(
        large(charts.daily_chart(points, daily_targets(points, view), view.text)),
        height=height,
        key="wall_daily",
        alt=view.text("daily_title"),
    )


def _top(body: Body, view: View, height: int) -> None:
    text = view.text
    items = [
        (row["item_code"], row["item_name"] or text("no_name"), row["total_production"])
        for row in body["top_items"]
    ]
    st.markdown(f"**{text('top_title')}**")
    st.echarts_chart(
        large(charts.top_chart(items, text), names_px=300),
        height=height,
        key="wall_top",
        alt=text("top_title"),
    )


def _calendar(body: Body, view: View, height: int) -> None:
    last = date.fromisoformat(body["series"]["to"])
    first = last - timedelta(numbers.CALENDAR_DAYS)
    st.markdown(f"**{view.text('calendar_title')}**")
    made = numbers.Series.of(body).quantity
    st.echarts_chart(
        large(charts.calendar_chart(made, first, last, view.text)),
        height=height,
        key="wall_calendar",
        alt=view.text("calendar_title"),
    )


PANELS: tuple[Panel, ...] = (_daily, _top, _calendar)
