"""The one row of controls above the pages: period, items, text. The address holds the same."""

import streamlit as st

from dashboard import session, urlstate
from dashboard.answers import ApiFailed, Question
from dashboard.client import HubClient
from dashboard.formats import markdown_safe
from dashboard.periods import (
    CUSTOM,
    DEFAULT_PRESET,
    FIRST_DAY,
    LAST_DAY,
    PRESETS,
    Span,
    custom_span,
    is_period,
)
from dashboard.view import Filters, View

MAX_ITEMS = 100
MAX_TEXT = 100
# Keys of the widgets; what is settled stands in the address and in urlstate's memory.
# The days on show, with which a period of one's own begins.
_SHOWN = "span_shown"
_PRESET, _DAYS, _ITEMS, _TEXT = "filter_preset", "filter_days", "filter_items", "filter_text"


def follow_filters() -> Filters:
    """Settle the filters of this run, whether or not the page draws the row."""
    (period,) = urlstate.follow(
        session.PERIOD_KEY,
        (DEFAULT_PRESET,),
        lambda values: len(values) == 1 and is_period(values[0]),
        _chosen_period(),
    )
    items = urlstate.follow(session.ITEMS_KEY, (), _are_items, st.session_state.get(_ITEMS))
    typed = st.session_state.get(_TEXT)
    words = urlstate.follow(
        session.TEXT_KEY,
        (),
        _is_text,
        None if typed is None else _words(typed),
    )
    return Filters(period, tuple(dict.fromkeys(items)), words[0] if words else "")


def filter_row(view: View) -> None:
    """Draws the row; a change reruns the page, and `follow_filters` settles it."""
    text = view.text
    own = custom_span(view.filters.period)
    st.session_state[_SHOWN] = view.span
    st.session_state[_PRESET] = CUSTOM if own else view.filters.period
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        st.segmented_control(
            text("period"),
            (*PRESETS, CUSTOM),
            key=_PRESET,
            required=True,
            format_func=lambda name: text(f"period_{name}"),
            wrap=True,
        )
        if own:
            _days_input(own, view)
        _items_input(view)
        st.session_state[_TEXT] = view.filters.q
        st.text_input(
            text("filter_text"),
            key=_TEXT,
            max_chars=MAX_TEXT,
            placeholder=text("filter_text_hint"),
            width=220,
        )


def item_names(hub: HubClient) -> dict[str, str | None]:
    """Newest name by item code. Raises ApiFailed."""
    rows = hub.load([Question.to("/items", limit="50000")]).answers[0].body["data"]
    return {row["item_code"]: row["item_name"] for row in rows}


def _days_input(own: Span, view: View) -> None:
    held = st.session_state.get(_DAYS)
    # One day alone is a choice that is still being made.
    if held is None or len(held) != 1:
        st.session_state[_DAYS] = (own.first, own.last)
    st.date_input(
        view.text("filter_days"),
        key=_DAYS,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        width=230,
    )


def _items_input(view: View) -> None:
    """The list is asked for when it is opened: the first screen shall not wait for it."""
    chosen, text = view.filters.items, view.text
    if not chosen:
        label = text("items_all")
    else:
        label = chosen[0] if len(chosen) == 1 else text("items_some", n=len(chosen))
    popover = st.popover(
        markdown_safe(label), icon=":material/category:", on_change="rerun", key="items_open"
    )
    if not popover.open:
        return
    with popover:
        try:
            names = item_names(view.hub)
        except ApiFailed:
            names = dict.fromkeys(chosen)
            st.info(text("items_unknown"), icon=":material/hourglass_empty:")
        st.session_state[_ITEMS] = list(chosen)
        st.multiselect(
            text("items"),
            list(dict.fromkeys([*chosen, *names])),
            key=_ITEMS,
            format_func=lambda code: f"{code}  {names.get(code) or ''}",
            max_selections=MAX_ITEMS,
            placeholder=text("items_all"),
            select_all=False,
        )


def _chosen_period() -> urlstate.Values | None:
    preset = st.session_state.get(_PRESET)
    if preset != CUSTOM:
        return None if preset is None else (preset,)
    days = st.session_state.get(_DAYS)
    if days is not None and len(days) == 2:
        return (str(Span(*days)),)
    kept = urlstate.kept(session.PERIOD_KEY) or (DEFAULT_PRESET,)
    if custom_span(kept[0]):
        return kept
    # Just switched to days of one's own: begin with those that are shown.
    shown: Span | None = st.session_state.get(_SHOWN)
    return kept if shown is None else (str(shown),)


def _words(typed: str) -> urlstate.Values:
    words = " ".join(typed.split())
    return (words,) if words else ()


def _is_text(values: urlstate.Values) -> bool:
    """What the API takes and finds something by."""
    if len(values) != 1 or "\0" in values[0]:
        return False
    return bool(values[0].strip()) and len(values[0]) <= MAX_TEXT


def _are_items(codes: urlstate.Values) -> bool:
    """While the API is down, a link is taken at its word."""
    if len(codes) > MAX_ITEMS:
        return False
    try:
        return set(codes) <= item_names(session.hub_client()).keys()
    except ApiFailed:
        return True
