"""A note below charts by week, month or quarter: which of their steps the period holds in part."""

import streamlit as st

from dashboard.trend.numbers import partial_steps
from dashboard.view import View


def partial_note(view: View, step: str) -> None:
    """A low bar at either end may be a short week, not a bad one."""
    assert view.span is not None
    text = view.text
    words = [
        text("step_partial", step=name, inside=inside, all=whole)
        for name, inside, whole in partial_steps(view.span, step, view.data_to)
    ]
    if view.partial_day is not None and view.span.last >= view.partial_day:
        words.append(text("day_running", day=view.partial_day))
    if words:
        st.caption(" · ".join(words))
