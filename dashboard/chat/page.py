"""Chat page: says whether the assistant can be asked, and if not, why."""

import streamlit as st

from dashboard.answers import ApiFailed, Question
from dashboard.notices import failure_notice
from dashboard.view import View

NOT_FOUND = 404


def draw(view: View) -> None:
    text = view.text
    st.markdown(f"**{text('chat_title')}**")
    try:
        view.hub.state(Question("/chat/status"))
    except ApiFailed as exc:
        if exc.failure.status == NOT_FOUND:
            st.info(text("chat_missing"), icon=":material/forum:")
        elif view.health.failure is None:
            failure_notice(exc.failure, view, "chat")
    st.chat_input(text("chat_hint"), key="chat_input", disabled=True)
