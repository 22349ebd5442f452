"""What stands around every page: the status line, notices of trouble, and the page's own part."""

from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import session, target_file, urlstate
from dashboard.answers import Failure, Health, Light, Problem
from dashboard.formats import age, markdown_safe
from dashboard.notices import failure_notice, never_received
from dashboard.texts import LANGUAGE_NAMES, LANGUAGES, Translate
from dashboard.view import View

_VIEW = "view"
_LIGHTS: dict[Light, tuple[Literal["green", "orange", "red"], str]] = {
    Light.OK: ("green", ":material/check_circle:"),
    Light.DEGRADED: ("orange", ":material/warning:"),
    Light.DOWN: ("red", ":material/error:"),
}


def remember(view: View) -> None:
    """For the page's script, which Streamlit runs without arguments."""
    st.session_state[_VIEW] = view


def show(draw: Callable[[View], None], *, without_data: bool = False) -> None:
    """Draws the page, or says that nothing is known yet of the data that it would be about.

    `without_data`: the page has something to say even then.
    """
    view: View = st.session_state[_VIEW]
    if view.span is None and not without_data:
        never_received(view.text)
    else:
        draw(view)


def status(view: View, title: str) -> DeltaGenerator:
    """The page's title, light, data date, version, age, language; below it, what is wrong.

    The place for `link_notes`, which know only after the page what it made of the address.
    """
    text, health = view.text, view.health
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.title(title, anchor=False, width="content")
            light(health, text)
            facts(view)
        st.segmented_control(
            text("language"),
            LANGUAGES,
            key=session.LANGUAGE_KEY,
            required=True,
            format_func=lambda name: LANGUAGE_NAMES[name],
            label_visibility="collapsed",
        )
    # In a place of its own: what comes and goes among the page's parts makes them all anew.
    with st.container():
        if health.failure is not None:
            failure_notice(health.failure, view, "status")
            direct_mark(view)
        elif health.light is Light.DEGRADED:
            _problem_notices(health, view)
        target_file.notice(view)
    return st.container()


def direct_mark(view: View) -> None:
    """Where the numbers come from when they do not come from the API."""
    if view.health.direct:
        words = view.text("direct_read", version=view.health.version)
        st.warning(words, icon=":material/database:")


def link_notes(view: View, place: DeltaGenerator) -> None:
    """Which values of the address mean nothing, the page's own ones too."""
    for key, value in urlstate.refused().items():
        name, shown = markdown_safe(key), markdown_safe(value)
        words = view.text("link_value_unknown", name=name, value=shown)
        place.warning(words, icon=":material/link_off:")


def light(health: Health, text: Translate) -> None:
    """Green, amber or red, in words too."""
    color, icon = _LIGHTS[health.light]
    st.badge(text(_light_text(health)), icon=icon, color=color)


def facts(view: View) -> None:
    """Which data this is and how old; nothing while nothing is known."""
    health, text = view.health, view.text
    if health.version is None:
        return
    words = [
        text("as_of", day=f"**{health.data_to}**"),
        text("version", version=health.version),
        text("published", age=age(health.published_age(view.hub.clock()), text)),
    ]
    st.markdown(" · ".join(words), width="content")


def _light_text(health: Health) -> str:
    if health.direct:
        return "light_direct"
    failure: Failure | None = health.failure
    if health.light is Light.DOWN and failure and failure.kind == "problem":
        return "light_locked" if failure.wants_key else "light_refusing"
    return f"light_{health.light}"


def _problem_notices(health: Health, view: View) -> None:
    for problem in health.problems:
        st.warning(problem_words(problem, view), icon=":material/warning:")
    if not health.problems:
        state = markdown_safe(health.watcher_state)
        st.warning(view.text("degraded_unnamed", state=state), icon=":material/warning:")


def problem_words(problem: Problem, view: View) -> str:
    """What is wrong with a source and what to do, in the viewer's language."""
    korean = view.language == "ko"
    title = problem.title_ko if korean else problem.title
    hint = problem.hint_ko if korean else problem.hint
    source = f" ({markdown_safe(problem.source)})" if problem.source else ""
    head = f"**{markdown_safe(title)}**{source}."
    if view.health.version is not None:
        head += f" {view.text('last_good_served')}"
    return "  \n".join(filter(None, [head, markdown_safe(hint)]))
