"""Streamlit's entry script, run once per view: navigation, frame, then the chosen page."""

from pathlib import Path

import streamlit as st

from dashboard import frame, history, session, urlstate
from dashboard.chat import conversation
from dashboard.filters import filter_row, follow_filters
from dashboard.pages import navigate
from dashboard.parts import follow_state
from dashboard.periods import span
from dashboard.pulse import pulse, state_of
from dashboard.texts import translator
from dashboard.view import View

# A file of ours: Streamlit would fetch a :material: page icon from the internet.
_ICON = Path(__file__).with_name("icon.svg")
_STYLE = Path(__file__).with_name("style.css")


def main() -> None:
    # Before the navigation is drawn: it would set its page's icon, from the internet.
    st.set_page_config(page_icon=_ICON, layout="wide")
    conversation.seen()
    guessed = session.language()
    page, spec = navigate(translator(guessed), hidden=session.in_kiosk())
    urlstate.begin(spec.name, step=history.is_step())
    language = session.follow_language()
    text = translator(language)
    if language != guessed or spec.kiosk != session.in_kiosk():
        page, spec = navigate(text, hidden=spec.kiosk)
    session.remember_kiosk(spec.kiosk)
    st.set_page_config(page_title=f"{text(f'page_{spec.name}')} · {text('title')}")
    st.html(_STYLE)
    hub = session.hub_client()
    drawn = hub.health()
    filters = follow_filters()
    days = span(filters.period, drawn.data_to) if drawn.data_from and drawn.data_to else None
    view = View(text, language, hub, drawn, filters, days, session.today())
    title = text(f"page_{spec.name}")
    notes = st.container() if spec.kiosk else frame.status(view, title)
    if spec.filters:
        filter_row(view)
    frame.remember(view)
    page.run()
    frame.link_notes(view, notes)
    urlstate.end()
    follow_state(view)
    # Neither is seen: without a gap they take no height.
    with st.container(gap=None):
        history.one_step_per_page(spec.name)
        pulse(state_of(drawn, hub.clock()), language, text("server_gone", s="{s}"))


main()
