"""Streamlit's entry script, run once per view: frame, navigation, then the chosen page."""

from pathlib import Path

import streamlit as st

from dashboard import components, session
from dashboard.pulse import pulse, state_of

# A file of ours: Streamlit would fetch a :material: page icon from the internet.
_ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    session.follow_language()
    text = session.translate()
    st.set_page_config(page_title=text("title"), page_icon=_ICON, layout="wide")
    page = st.navigation(
        [
            st.Page(
                "app_pages/overview.py",
                title=text("page_overview"),
                icon=":material/dashboard:",
                url_path="overview",
                default=True,
            )
        ],
        position="top",
    )
    hub = session.hub_client()
    drawn = hub.health()
    components.status(drawn, text)
    page.run()
    # A call of the page may have failed: light, notice and numbers change in one moment.
    if hub.health().light != drawn.light:
        st.rerun()
    pulse(state_of(drawn, hub.clock()), session.language(), text("server_gone", s="{s}"))


main()
