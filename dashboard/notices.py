"""Why there is no fresh answer, what is shown instead, and Retry."""

import streamlit as st

from dashboard.answers import ApiFailed, Failure, Question, Screen
from dashboard.formats import age, markdown_safe
from dashboard.texts import Translate
from dashboard.view import View


def load(view: View, place: str, *questions: Question, height: int = 320) -> Screen | None:
    """Answers of one data version; draws why they are old, or why there are none (then None).

    `place` names the part of the page: each part that fails has its own Retry. `height`: pixels of
    what stands there while the answers are late.
    """
    # Notices that come and go would make what is below them anew.
    notices = st.container()
    try:
        # It appears after half a second: what is quicker needs no promise.
        with st.skeleton(height=height):
            screen = view.hub.load(questions)
    except ApiFailed as exc:
        with notices:
            _part_failure(exc.failure, view, place)
            never_received(view.text)
        return None
    if screen.failure is not None:
        elapsed = view.hub.clock() - screen.received_at
        words = view.text("last_received", version=screen.version, age=age(elapsed, view.text))
        with notices:
            _part_failure(screen.failure, view, place)
            st.warning(words, icon=":material/history:")
    return screen


def narrowed_note(view: View) -> None:
    """On pages without the row of filters: what of the plant they show, if not all of it."""
    filters, text = view.filters, view.text
    words = []
    if filters.items:
        words.append(text("only_items", items=markdown_safe(", ".join(filters.items))))
    if filters.q:
        words.append(text("only_text", words=markdown_safe(filters.q)))
    if words:
        st.markdown(f":material/filter_alt: {' · '.join(words)}")


def empty_notice(view: View) -> None:
    """Nothing was found; whether it may be the filters rather than the days."""
    words = "filters_empty" if view.filters.narrowed else "period_empty"
    st.info(view.text(words), icon=":material/info:")


def failure_notice(failure: Failure, view: View, place: str) -> None:
    """Why there is no fresh answer, what to do, and a Retry button (one for each place)."""
    title, hint = failure_words(failure, view)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.error(f"**{title}**  \n{hint}", icon=":material/cloud_off:")
        st.button(
            view.text("retry"),
            key=f"retry_{place}",
            type="primary",
            icon=":material/refresh:",
            on_click=view.hub.forget_health,
        )


def never_received(text: Translate) -> None:
    """An honest hole."""
    st.info(text("never_received"), icon=":material/hourglass_empty:")


def failure_words(failure: Failure, view: View) -> tuple[str, str]:
    """The hub's own error in the viewer's language if it is one, else what went wrong by kind."""
    if failure.wants_key:
        # The API's own hint tells scripts about headers; here a setting is missing.
        return view.text(f"failure_{failure.code}"), view.text("hint_wants_key")
    named = failure.named()
    if named is not None:
        korean = view.language == "ko"
        return (named.title_ko, named.hint_ko) if korean else (named.title, named.hint)
    status = f" ({failure.status})" if failure.status else ""
    return view.text(f"failure_{failure.kind}") + status, view.text(f"hint_{failure.kind}")


def _part_failure(failure: Failure, view: View, place: str) -> None:
    """Not twice: an API that is down is named in the status line already."""
    health = view.hub.health()
    if health.failure is None or health.direct:
        failure_notice(failure, view, place)
