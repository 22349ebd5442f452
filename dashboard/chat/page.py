"""Chat page: questions in words, the answers with their tables, and why none can be asked."""

import streamlit as st

from dashboard.answers import ApiFailed, Body, Question
from dashboard.chat.answer import draw_exchange
from dashboard.chat.conversation import ask_next, begin_anew, current, next_question
from dashboard.chat.naming import model_name
from dashboard.formats import markdown_safe
from dashboard.notices import failure_notice
from dashboard.view import View
from shared.chat_errors import ChatDisabled
from shared.chat_schemas import MAX_QUESTION_CHARS

NOT_FOUND = 404
_EXAMPLES = (
    "chat_example_month",
    "chat_example_top",
    "chat_example_trend",
    "chat_example_compare",
)


def draw(view: View) -> None:
    state = _status(view)
    typed = st.chat_input(
        view.text("chat_hint"),
        key="chat_input",
        max_chars=MAX_QUESTION_CHARS,
        disabled=state is None,
    )
    question = next_question() or typed
    talk = current()
    run = talk.begin_run()
    if question and question.strip() and state is not None:
        talk.ask(view.hub, question.strip(), view.language)
    _head(view, state, begun=bool(talk.exchanges))
    if not talk.exchanges and state is not None:
        _examples(view)
    for at in range(len(talk.exchanges)):
        draw_exchange(talk, at, view, run)


def _status(view: View) -> Body | None:
    """Who answers; None when nobody does, and then the page has said why."""
    try:
        state = view.hub.state(Question("/chat/status"))
    except ApiFailed as exc:
        if exc.failure.status == NOT_FOUND:
            st.info(view.text("chat_missing"), icon=":material/forum:")
        elif view.health.direct:
            st.info(view.text("direct_no_chat"), icon=":material/forum:")
        elif view.health.failure is None:
            failure_notice(exc.failure, view, "chat")
        return None
    if state["enabled"]:
        return state
    korean = view.language == "ko"
    title = ChatDisabled.title_ko if korean else ChatDisabled.title
    hint = ChatDisabled.hint_ko if korean else ChatDisabled.hint
    st.info(f"**{title}**  \n{hint}", icon=":material/forum:")
    return None


def _head(view: View, state: Body | None, *, begun: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{view.text('chat_title')}**  \n{_who(view, state)}")
        if begun:
            st.button(
                view.text("chat_new"),
                key="chat_new",
                icon=":material/add_comment:",
                on_click=begin_anew,
                args=(view.hub,),
            )


def _who(view: View, state: Body | None) -> str:
    if state is None:
        return ""
    if state["mode"] == "model" and state["models"]:
        model = markdown_safe(model_name(str(state["models"][0]), view.text))
        return view.text("chat_by_model", model=model)
    return view.text("chat_by_rules")


def _examples(view: View) -> None:
    st.markdown(view.text("chat_try"))
    with st.container(horizontal=True):
        for key in _EXAMPLES:
            question = view.text(key)
            st.button(question, key=key, on_click=ask_next, args=(question,))
