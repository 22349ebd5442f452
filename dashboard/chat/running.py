"""A turn that goes on while the page is drawn anew: a rerun looks at it again, a stop ends it."""

import threading
from collections.abc import Callable, Iterator

from dashboard.answers import ApiFailed, Body, Failure
from dashboard.chat.exchange import Exchange
from dashboard.chat.stream import AnswerStream
from dashboard.client import HubClient

# How soon a stop is noticed while nothing happens.
_LOOK_S = 0.25


class RunningTurn:
    """Reads the stream in a thread of its own: the pulse reruns the page whenever new data is
    published, and that must not cost the viewer an answer."""

    def __init__(
        self,
        hub: HubClient,
        question: Body,
        user: str,
        exchange: Exchange,
        begun: Callable[[], None],
    ) -> None:
        self.exchange = exchange
        self._begun = begun
        self._stream = AnswerStream(hub, question, user)
        self._changed = threading.Condition()
        self._changes = 0
        threading.Thread(target=self._read, name="chat-turn", daemon=True).start()

    def stop(self) -> None:
        """The API ends the turn too."""
        with self._changed:
            if self.exchange.state == "running":
                self.exchange.state = "stopped"
                self._tell("")
        self._stream.stop()

    def follow(self) -> Iterator[None]:
        """At once, after every change and a few times a second, until the turn has ended."""
        seen = -1
        while True:
            with self._changed:
                if self._changes == seen:
                    self._changed.wait(_LOOK_S)
                seen = self._changes
                ended = self.exchange.state != "running"
            yield
            if ended:
                return

    def _read(self) -> None:
        failure = None
        try:
            for event in self._stream.events():
                with self._changed:
                    if self.exchange.state == "stopped":
                        return
                    self.exchange.apply(event)
                    self._tell(event.name)
        except ApiFailed as exc:
            failure = exc.failure
        except (KeyError, TypeError, ValueError) as exc:
            failure = Failure("invalid", detail=f"/chat/stream: {type(exc).__name__}")
        with self._changed:
            if self.exchange.state == "running":
                # A number that broke off is a wrong number.
                self.exchange.text, self.exchange.failure = "", failure
                self.exchange.state = "ended" if failure else "stopped"
            self._tell("")

    def _tell(self, name: str) -> None:
        if name == "meta":
            self._begun()
        self._changes += 1
        self._changed.notify_all()
