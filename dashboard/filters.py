"""The one row of controls above every page: period presets and the language switch."""

import streamlit as st

from dashboard import session, urlstate
from dashboard.periods import DEFAULT_PRESET, PRESETS
from dashboard.texts import LANGUAGE_NAMES, LANGUAGES, Translate

_PERIOD_KEY = "p"


def filter_row(text: Translate) -> str:
    """Draws the row; returns the chosen preset."""
    preset = urlstate.follow(_PERIOD_KEY, DEFAULT_PRESET, PRESETS)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="filters"):
        st.segmented_control(
            text("period"),
            PRESETS,
            key=_PERIOD_KEY,
            required=True,
            format_func=lambda name: text(f"period_{name}"),
            label_visibility="collapsed",
            wrap=True,
        )
        st.segmented_control(
            text("language"),
            LANGUAGES,
            key=session.LANGUAGE_KEY,
            required=True,
            format_func=lambda name: LANGUAGE_NAMES[name],
            label_visibility="collapsed",
            wrap=True,
        )
    return preset
