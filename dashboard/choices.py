"""A segmented control whose value stands in the address: for choices of one page."""

import streamlit as st

from dashboard import urlstate
from dashboard.view import View


def choice(view: View, key: str, options: tuple[str, ...], label: str, words: str) -> str:
    """Draws the control; the first option is the default. `words` begins the options' texts."""
    widget = f"choice_{key}"
    chosen = st.session_state.get(widget)
    (value,) = urlstate.follow(
        key,
        options[:1],
        lambda values: len(values) == 1 and values[0] in options,
        (chosen,) if chosen else None,
    )
    st.session_state[widget] = value
    st.segmented_control(
        view.text(label),
        options,
        key=widget,
        required=True,
        format_func=lambda name: view.text(words + name),
        wrap=True,
    )
    return value
