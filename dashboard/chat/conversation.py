"""The conversation of one browser session; it stays while the viewer looks at other pages."""

import secrets
import threading
from dataclasses import dataclass, field

import streamlit as st

from dashboard import session
from dashboard.answers import ApiFailed
from dashboard.chat.exchange import Exchange
from dashboard.chat.running import RunningTurn
from dashboard.client import HubClient

_KEY = "chat_conversation"
_USER = "chat_user"
_PENDING = "chat_pending"
FORGET_TIMEOUT_S = 3.0
# A rerun begins within milliseconds of the end of the run before, on a busy PC within a second.
GONE_S = 3.0
# Each answer holds its tables; the API remembers far fewer turns.
EXCHANGES_MAX = 50


@dataclass
class Conversation:
    """`session_id` is the API's, from the newest answer that has begun."""

    session_id: str = ""
    exchanges: list[Exchange] = field(default_factory=list)
    turn: RunningTurn | None = None
    # Counts all questions: keys of widgets must not move to another answer.
    asked: int = 0
    # The newest run of the script in this session, on whichever page.
    run: object = None

    @property
    def running(self) -> bool:
        return self.turn is not None and self.turn.exchange.state == "running"

    def ask(self, hub: HubClient, question: str, language: str) -> None:
        """Begins a turn; one that still runs is stopped."""
        self.stop()
        exchange = Exchange(question)
        self.exchanges = [*self.exchanges[1 - EXCHANGES_MAX :], exchange]
        self.asked += 1
        body = {"question": question, "language": language}
        if self.session_id:
            body["session_id"] = self.session_id

        def begun() -> None:
            self.session_id = exchange.session_id

        self.turn = RunningTurn(hub, body, viewer(), exchange, begun)

    def stop(self) -> None:
        if self.turn is not None:
            self.turn.stop()

    def begin_run(self) -> object:
        """Names this run of the script for `left`."""
        self.run = object()
        return self.run

    def left(self, run: object) -> threading.Timer:
        """`run` was ended from outside: a newer one goes on to look, or the viewer has gone.

        Streamlit does not tell which, so the turn ends when no newer run has begun after a while:
        the timer that sees to it.
        """
        turn = self.turn

        def unless_seen() -> None:
            if turn is not None and self.run is run:
                turn.stop()

        timer = threading.Timer(GONE_S, unless_seen)
        timer.daemon = True
        timer.start()
        return timer


def current() -> Conversation:
    """This browser session's."""
    found: Conversation = st.session_state.setdefault(_KEY, Conversation())
    return found


def seen() -> None:
    """Another page's run: the viewer is there."""
    if _KEY in st.session_state:
        current().begin_run()


def viewer() -> str:
    """The name under which the API counts this browser session's questions."""
    name: str = st.session_state.setdefault(_USER, secrets.token_hex(16))
    return name


def ask_next(question: str) -> None:
    """For a button: the run after the click asks it."""
    st.session_state[_PENDING] = question


def next_question() -> str | None:
    """What a button asked, once."""
    question: str | None = st.session_state.pop(_PENDING, None)
    return question


def begin_anew(hub: HubClient) -> None:
    """For a button: forgets the conversation here and at the API."""
    old = current()
    old.stop()
    st.session_state[_KEY] = Conversation(asked=old.asked)
    if not old.session_id:
        return
    try:
        hub.send("DELETE", f"/chat/{old.session_id}", viewer(), FORGET_TIMEOUT_S).close()
    except ApiFailed:
        st.toast(session.translate()("chat_not_forgotten"), icon=":material/info:")
