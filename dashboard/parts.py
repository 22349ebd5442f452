"""Parts of a page that ask questions of their own: a late answer holds up no other part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.answers import Body, Question
from dashboard.notices import load
from dashboard.view import View


@dataclass(frozen=True)
class Part:
    """`draw` gets the answers' bodies in the order of the questions. `name` is the part's own."""

    name: str
    questions: Sequence[Question]
    draw: Callable[..., None]
    height: int = 120


def draw_parts(view: View, *parts: Part) -> None:
    """Each in its place and as soon as its answers are there.

    While the API is down nothing is late: one notice for all of them, and one data version.
    """
    if view.health.failure is None:
        for part in parts:
            _beside(view, part)
        return
    questions = tuple(dict.fromkeys(one for part in parts for one in part.questions))
    screen = load(view, parts[0].name, *questions)
    if screen is None:
        return
    bodies = {one: answer.body for one, answer in zip(questions, screen.answers, strict=True)}
    for part in parts:
        with st.container():
            part.draw(*(bodies[one] for one in part.questions))


def follow_state(view: View) -> None:
    """A call may have failed or met a newer version than the status line names: then everything
    is drawn again, so that light, notice and numbers change in one moment."""
    now = view.hub.health()
    if (now.light, now.version) != (view.health.light, view.health.version):
        st.rerun()


@st.fragment(parallel=True)
def _beside(view: View, part: Part) -> None:
    screen = load(view, part.name, *part.questions, height=part.height)
    follow_state(view)
    if screen is not None:
        bodies: list[Body] = [answer.body for answer in screen.answers]
        part.draw(*bodies)
