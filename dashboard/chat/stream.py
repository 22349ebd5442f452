"""One question sent to the API, and the events of its answer while they happen."""

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import requests

from dashboard.answers import ApiFailed, Body, Failure
from dashboard.client import HubClient

END = "done"
# The API sends a comment every 15 s while a model thinks.
SILENCE_MAX_S = 40.0


@dataclass(frozen=True)
class ChatEvent:
    """As api/assistant/events.py describes them."""

    name: str
    data: Body


class EventReader:
    """Server-Sent Events out of bytes, wherever these were cut.

    Lines end at the byte LF only: a JSON text may hold U+2028 or U+0085, at which str.splitlines
    would end a line.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[bytes] = []

    def feed(self, piece: bytes) -> Iterator[ChatEvent]:
        """The events that end in this piece. Raises ApiFailed for data that is no JSON object."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            event = self._line(line.removesuffix(b"\r"))
            if event is not None:
                yield event

    def _line(self, line: bytes) -> ChatEvent | None:
        if not line:
            return self._ended()
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            self._name = value.decode(errors="replace")
        elif field == b"data":
            self._data.append(value)
        return None

    def _ended(self) -> ChatEvent | None:
        name, data = self._name or "message", b"\n".join(self._data)
        has_data, self._name, self._data = bool(self._data), "", []
        if not has_data:
            return None
        try:
            body = json.loads(data)
        except ValueError as exc:
            raise ApiFailed(Failure("invalid", detail=f"event {name}: no JSON")) from exc
        if not isinstance(body, dict):
            raise ApiFailed(Failure("invalid", detail=f"event {name}: no JSON object"))
        return ChatEvent(name, body)


def read_events(pieces: Iterable[bytes]) -> Iterator[ChatEvent]:
    """Up to `done`. Raises ApiFailed when the pieces end before."""
    reader = EventReader()
    for piece in pieces:
        for event in reader.feed(piece):
            yield event
            if event.name == END:
                return
    raise ApiFailed(Failure("invalid", detail="the answer broke off"))


class AnswerStream:
    """One turn. `stop` may be called from another thread at any time."""

    def __init__(self, hub: HubClient, question: Body, user: str) -> None:
        self._hub = hub
        self._question = question
        self._user = user
        self._response: requests.Response | None = None
        self.stopped = False

    def events(self) -> Generator[ChatEvent, None, None]:
        """All events until `done` or `stop`. Raises ApiFailed."""
        self._response = response = self._hub.send(
            "POST", "/chat/stream", self._user, SILENCE_MAX_S, self._question
        )
        try:
            for event in read_events(response.iter_content(chunk_size=None)):
                if self.stopped:
                    return
                yield event
        except requests.RequestException as exc:
            if not self.stopped:
                # Only its kind: the words of some quote a header, maybe the key.
                kind = type(exc).__name__
                raise ApiFailed(Failure("refused", detail=f"/chat/stream: {kind}")) from exc
        except ApiFailed:
            if not self.stopped:
                raise
        finally:
            # The API ends the turn when its connection closes.
            response.close()

    def stop(self) -> None:
        """Ends `events`, also while it waits for the next one."""
        self.stopped = True
        if self._response is not None:
            # Closing waits for the read that runs; a read side that is shut down ends it.
            with suppress(ValueError, RuntimeError, OSError):
                self._response.raw.shutdown()
