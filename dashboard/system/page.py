"""System page: for whoever looks after the hub."""

from datetime import datetime

import streamlit as st

from dashboard.answers import ApiFailed, Body, Question
from dashboard.charting import number_column
from dashboard.formats import markdown_safe, quantity
from dashboard.frame import problem_words
from dashboard.notices import failure_notice, load
from dashboard.parts import Part, draw_parts
from dashboard.system import tables
from dashboard.view import View

STATE_HEIGHT = 420


def draw(view: View) -> None:
    _state(view)
    draw_parts(view, Part("quality", (Question("/quality"),), lambda body: _quality(body, view)))


@st.fragment(parallel=True)
def _state(view: View) -> None:
    """About this moment: of no data version, and not kept."""
    try:
        with st.skeleton(height=STATE_HEIGHT):
            status = view.hub.state(Question("/status"))
    except ApiFailed as exc:
        if view.health.direct:
            st.info(view.text("direct_no_state"), icon=":material/monitor_heart:")
        elif view.health.failure is None:
            failure_notice(exc.failure, view, "state")
        return
    _versions(status, view)
    _sources(status, view)
    _api(status, view)


def _api(status: Body, view: View) -> None:
    text = view.text
    with st.container(border=True):
        st.markdown(f"**{text('api_title')}**")
        with st.grid(4, min_column_width=180, gap="small", key="api_facts"):
            for label, value in tables.api_facts(status, text):
                st.metric(label, value, border=True)
        st.dataframe(tables.worker_rows(status, text), hide_index=True, key="workers")
        st.caption(text("slow_queries_where"))


def _versions(status: Body, view: View) -> None:
    text, watcher = view.text, status.get("watcher") or {}
    facts = [
        text("version", version=f"**{status['version'] or '-'}**"),
        text("published_at", at=tables.local_words(status["published_at"])),
        text("rows_served", n=f"**{quantity(status['rows'])}**"),
        text("watcher_is", state=text(f"watcher_{watcher.get('state') or 'missing'}")),
    ]
    st.markdown(" · ".join(facts))
    if not status["problems"]:
        st.success(text("no_problems"), icon=":material/check_circle:")


def _sources(status: Body, view: View) -> None:
    text, watched = view.text, (status.get("watcher") or {}).get("sources") or {}
    with st.container(border=True):
        st.markdown(f"**{text('sources_title')}**", help=text("sources_help"))
        counts = ("source_visible", "source_hidden", "source_rejected")
        st.dataframe(
            tables.source_rows(status, text),
            hide_index=True,
            key="sources",
            column_config={text(name): number_column() for name in counts},
            placeholder="-",
        )
        for name, source in watched.items():
            if rejection := source.get("rejection"):
                words = problem_words(tables.problem_of(name, rejection), view)
                now = datetime.now().astimezone()
                since = tables.since_words(rejection["since"], now, text)
                detail = markdown_safe(f"{rejection['detail']} ({since})")
                st.warning(f"{words}  \n{detail}", icon=":material/block:")


def _quality(body: Body, view: View) -> None:
    """Counts at once; the rows themselves when somebody opens them."""
    text = view.text
    with st.container(border=True):
        st.markdown(f"**{text('quality_title')}**", help=text("quality_help"))
        names = ("rows", "visible", "hidden", "rejected", "without_quantity")
        with st.grid(5, min_column_width=150, gap="small", key="quality"):
            for name in names:
                st.metric(text(f"quality_{name}"), quantity(body[name]), border=True)
        if not body["rejected"]:
            return
        st.dataframe(
            tables.reason_rows(body, text),
            hide_index=True,
            key="reasons",
            column_config={text("rows"): number_column()},
        )
        rows = st.expander(text("rejected_rows"), on_change="rerun", key="rejected_open")
        if rows.open:
            with rows:
                _rejected(view, body["rejected"])


def _rejected(view: View, total: int) -> None:
    asked = Question.to("/quality/rejected", limit=str(tables.REJECTED_SHOWN))
    screen = load(view, "rejected", asked)
    if screen is None:
        return
    shown = tables.rejected_rows(screen.answers[0].body, view.text)
    st.dataframe(shown, hide_index=True, key="rejected", placeholder="NULL")
    if total > len(shown):
        st.caption(view.text("rejected_more", shown=len(shown), total=quantity(total)))
