"""Whose end ends a turn: the viewer's, not that of a run that a newer one has replaced."""

import threading
from typing import cast

import pytest

from dashboard.chat import conversation
from dashboard.chat.conversation import Conversation
from dashboard.chat.running import RunningTurn


class Turn:
    """Only what `left` needs of a turn."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def stop(self) -> None:
        self.stopped.set()


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    monkeypatch.setattr(conversation, "GONE_S", 0.01)
    return Turn()


def test_a_run_that_was_replaced_leaves_the_turn_to_the_newer_one(turn: Turn) -> None:
    talk = Conversation(turn=cast("RunningTurn", turn))
    old = talk.begin_run()
    talk.begin_run()
    talk.left(old).join()
    assert not turn.stopped.is_set()


def test_without_a_newer_run_the_viewer_has_gone(turn: Turn) -> None:
    talk = Conversation(turn=cast("RunningTurn", turn))
    talk.left(talk.begin_run()).join()
    assert turn.stopped.is_set()
