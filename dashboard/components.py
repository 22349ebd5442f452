"""Parts that pages share: status line, outage and problem notices, KPI cards."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from dashboard import session
from dashboard.answers import Failure, Health, Light, Problem, Screen
from dashboard.formats import age, markdown_safe
from dashboard.overview import Kpi
from dashboard.texts import Translate

_LIGHTS: dict[Light, tuple[Literal["green", "orange", "red"], str]] = {
    Light.OK: ("green", ":material/check_circle:"),
    Light.DEGRADED: ("orange", ":material/warning:"),
    Light.DOWN: ("red", ":material/error:"),
}


def status(health: Health, text: Translate) -> None:
    """Light, data date, version and age; below it, what is wrong and what to do."""
    now = session.hub_client().clock()
    color, icon = _LIGHTS[health.light]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(text("title"), anchor=False, width="content")
        st.badge(text(_light_text(health)), icon=icon, color=color)
        if health.version is not None:
            facts = [
                text("as_of", day=f"**{health.data_to}**"),
                text("version", version=health.version),
                text("published", age=age(health.published_age(now), text)),
            ]
            st.markdown(" · ".join(facts), width="content")
    if health.failure is not None:
        failure_notice(health.failure, text, "status")
    elif health.light is Light.DEGRADED:
        _problem_notices(health, text)


def failure_notice(failure: Failure, text: Translate, place: str) -> None:
    """Why there is no fresh answer, what to do, and a Retry button (one for each place)."""
    title, hint = _failure_words(failure, text)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.error(f"**{title}**  \n{hint}", icon=":material/cloud_off:")
        st.button(
            text("retry"),
            key=f"retry_{place}",
            type="primary",
            icon=":material/refresh:",
            on_click=session.hub_client().forget_health,
        )


def view_failure(failure: Failure, kept: Screen | None, text: Translate) -> None:
    """For a page whose call failed: the reason unless the status line has it, then what is left."""
    if session.hub_client().health().failure is None:
        failure_notice(failure, text, "view")
    if kept is None:
        never_received(text)
        return
    elapsed = session.hub_client().clock() - kept.received_at
    words = text("last_received", version=kept.version, age=age(elapsed, text))
    st.warning(words, icon=":material/history:")


def never_received(text: Translate) -> None:
    st.info(text("never_received"), icon=":material/hourglass_empty:")


def kpi_cards(kpis: Sequence[Kpi], text: Translate) -> None:
    with st.grid(5, min_column_width=200, gap="small", key="kpis"):
        for kpi in kpis:
            st.metric(
                text(kpi.key),
                kpi.value or text("no_value"),
                kpi.delta,
                delta_color="normal" if kpi.judged else "off",
                delta_description=text("kpi_delta") if kpi.delta is not None else None,
                help=text(f"{kpi.key}_help"),
                border=True,
                height="stretch",
            )


def _light_text(health: Health) -> str:
    if health.light is Light.DOWN and health.failure and health.failure.kind == "problem":
        return "light_locked" if health.failure.wants_key else "light_refusing"
    return f"light_{health.light}"


def _failure_words(failure: Failure, text: Translate) -> tuple[str, str]:
    """The hub's own error in the viewer's language if it is one, else what went wrong by kind."""
    if failure.wants_key:
        # The API's own hint tells scripts about headers; here a setting is missing.
        return text(f"failure_{failure.code}"), text("hint_wants_key")
    named = failure.named()
    korean = session.language() == "ko"
    if named is not None:
        return (named.title_ko, named.hint_ko) if korean else (named.title, named.hint)
    status = f" ({failure.status})" if failure.status else ""
    return text(f"failure_{failure.kind}") + status, text(f"hint_{failure.kind}")


def _problem_notices(health: Health, text: Translate) -> None:
    for problem in health.problems:
        st.warning(_problem_words(problem, text), icon=":material/warning:")
    if not health.problems:
        state = markdown_safe(health.watcher_state)
        st.warning(text("degraded_unnamed", state=state), icon=":material/warning:")


def _problem_words(problem: Problem, text: Translate) -> str:
    korean = session.language() == "ko"
    title = problem.title_ko if korean else problem.title
    hint = problem.hint_ko if korean else problem.hint
    source = f" ({markdown_safe(problem.source)})" if problem.source else ""
    head = f"**{markdown_safe(title)}**{source}. {text('last_good_served')}"
    return "  \n".join(filter(None, [head, markdown_safe(hint)]))
