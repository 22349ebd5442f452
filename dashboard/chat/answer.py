"""One question and its answer on the page, while it comes and afterwards."""

from collections.abc import Iterator

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from dashboard.answers import Body
from dashboard.chat.conversation import Conversation, ask_next
from dashboard.chat.exchange import Exchange, Lookup
from dashboard.chat.naming import call_line, model_name
from dashboard.chat.results import draw_result
from dashboard.formats import markdown_safe
from dashboard.notices import failure_words
from dashboard.view import View


def draw_exchange(talk: Conversation, at: int, view: View, run: object) -> None:
    """The exchange at place `at`; follows it until it has ended."""
    exchange = talk.exchanges[at]
    number = talk.asked - len(talk.exchanges) + at
    newest = at == len(talk.exchanges) - 1
    with st.chat_message("user"):
        st.text(exchange.question)
    with st.chat_message("assistant"):
        _answer(talk, exchange, number, view, run)
        _ending(exchange, view)
        if newest:
            _go_on(exchange, number, view)


def _answer(talk: Conversation, exchange: Exchange, number: int, view: View, run: object) -> None:
    calls, words, results = st.empty(), st.empty(), st.container()
    stop = st.empty()
    drawn: set[str] = set()
    if exchange.state == "running":
        label = view.text("chat_stop")
        stop.button(label, f"stop_{number}", icon=":material/stop_circle:", on_click=talk.stop)
    try:
        for _ in _looks(talk, exchange):
            calls.markdown(_calls(exchange, view))
            words.text(exchange.text)
            with results:
                for lookup in exchange.lookups:
                    if lookup.id not in drawn and (result := _table_of(lookup)) is not None:
                        drawn.add(lookup.id)
                        draw_result(result, f"{number}_{lookup.id}", view)
    except StopException:
        talk.left(run)
        raise
    stop.empty()


def _looks(talk: Conversation, exchange: Exchange) -> Iterator[None]:
    if talk.turn is not None and talk.turn.exchange is exchange:
        return talk.turn.follow()
    return iter([None])


def _table_of(lookup: Lookup) -> Body | None:
    return lookup.result if lookup.result is not None and lookup.result["ok"] else None


def _calls(exchange: Exchange, view: View) -> str:
    """A line for each call; below them that the answer is being made, while it is."""
    lines = [_call(lookup, view) for lookup in exchange.lookups]
    if exchange.state == "running":
        doing = view.text("chat_writing" if exchange.text else "chat_waiting")
        lines.append(f":shimmer[{doing}]")
    return "  \n".join(lines)


def _call(lookup: Lookup, view: View) -> str:
    words = markdown_safe(call_line(lookup.name, lookup.args, view.text))
    if lookup.result is None:
        return f":material/hourglass_top: :shimmer[{words}]"
    if lookup.result["ok"]:
        return f":material/check: {words}"
    error = markdown_safe(str(lookup.result["error"]))
    return f":material/error: {words}: {view.text('chat_refused')} ({error})"


def _ending(exchange: Exchange, view: View) -> None:
    """What a reader must know of the answer: doubts, who answered, of which data."""
    text = view.text
    if exchange.state == "stopped":
        st.warning(text("chat_stopped"), icon=":material/stop_circle:")
    if exchange.error is not None or exchange.failure is not None:
        title, hint = _trouble(exchange, view)
        st.error(f"**{title}**  \n{hint}", icon=":material/error:")
    if exchange.unverified:
        numbers = ", ".join(f"**{markdown_safe(one)}**" for one in exchange.unverified)
        st.warning(text("chat_unverified", numbers=numbers), icon=":material/rule:")
    for fallback in exchange.fallbacks:
        model = markdown_safe(model_name(str(fallback["model"]), text))
        code = markdown_safe(str(fallback["because"]))
        st.info(text("chat_fallback", model=model, code=code), icon=":material/alt_route:")
    if exchange.data_version:
        st.markdown(" · ".join(_origin(exchange, view)))


def _origin(exchange: Exchange, view: View) -> list[str]:
    text = view.text
    words = [
        text("chat_data_to", day=markdown_safe(exchange.data_to)),
        text("version", version=markdown_safe(exchange.data_version)),
    ]
    if view.health.version not in (None, exchange.data_version):
        words.append(text("chat_older_version"))
    if exchange.answered:
        model = markdown_safe(model_name(exchange.model, text))
        words.append(text("chat_answered_by", model=model))
        if exchange.unverified:
            words.append(f"**{text('chat_unverified_count', n=len(exchange.unverified))}**")
        elif exchange.numbers:
            words.append(text("chat_verified", n=exchange.numbers))
    return words


def _trouble(exchange: Exchange, view: View) -> tuple[str, str]:
    """Title and hint in the viewer's language."""
    if exchange.failure is not None:
        return failure_words(exchange.failure, view)
    error = exchange.error or {}
    ending = "_ko" if view.language == "ko" else ""
    title = error.get(f"title{ending}") or view.text("chat_failed")
    return markdown_safe(str(title)), markdown_safe(str(error.get(f"hint{ending}") or ""))


def _go_on(exchange: Exchange, number: int, view: View) -> None:
    """Buttons below the newest answer: what may be asked next, or the same again."""
    questions = exchange.questions
    with st.container(horizontal=True):
        if not exchange.answered:
            st.button(
                view.text("chat_again"),
                key=f"again_{number}",
                icon=":material/refresh:",
                on_click=ask_next,
                args=(exchange.question,),
            )
        for place, question in enumerate(questions):
            st.button(
                markdown_safe(question),
                key=f"suggest_{number}_{place}",
                on_click=ask_next,
                args=(question,),
            )
