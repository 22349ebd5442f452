"""The API over HTTP with a scripted Gemini behind it: both are real servers on loopback."""

import json
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import requests
import uvicorn

from api.app import assemble
from api.assistant.parts import Parts
from api.hub import Hub
from shared.settings import Settings
from tests.assistant_parts import small_parts
from tests.fake_gemini import KEY, FakeGemini
from tests.hub_fixtures import plant_settings
from tests.waiting import until

MODEL = "gemini-3.8-flash"
SECOND = "gemini-3.5-flash-lite"
WAIT_S = 30


class Got(NamedTuple):
    """One event of a stream."""

    name: str
    data: dict[str, Any]


def chat_settings(folder: Path, gemini: FakeGemini, **changes: Any) -> Settings:
    """With a key, and budgets that no test uses up by accident."""
    defaults: dict[str, Any] = {
        "gemini_api_key": KEY,
        "gemini_base_url": gemini.url,
        "gemini_timeout_s": WAIT_S,
        "chat_turns_per_minute": 10_000,
        "chat_turns_per_user": 100,
        "chat_turns_at_once": 1_000,
    }
    return plant_settings(folder, **(defaults | changes))


class ApiServer:
    """The whole app in a thread of this process, on a port of its own."""

    def __init__(self, settings: Settings, parts: Parts | None = None) -> None:
        self.hub = Hub(settings, parts=parts or small_parts())

    def __enter__(self) -> "ApiServer":
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            assemble(self.hub), log_config=None, timeout_graceful_shutdown=1, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        until(lambda: self._server.started, "the API is up")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive()
        self._socket.close()

    def ask(self, question: str, **more: Any) -> requests.Response:
        """POST /chat; `user` becomes the forwarded viewer."""
        return self._post("/chat", question, more)

    def stream(self, question: str, **more: Any) -> list[Got]:
        """All events of POST /chat/stream."""
        with self._post("/chat/stream", question, more, stream=True) as response:
            assert response.status_code == 200, response.text
            assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
            return list(events_of(response))

    def open_stream(self, question: str, **more: Any) -> requests.Response:
        return self._post("/chat/stream", question, more, stream=True)

    def _post(
        self, path: str, question: str, more: dict[str, Any], *, stream: bool = False
    ) -> requests.Response:
        headers = {"X-Hub-User": user} if (user := more.pop("user", None)) else {}
        body = {"question": question, **more}
        return requests.post(
            self.url + path, json=body, headers=headers, stream=stream, timeout=WAIT_S
        )


def events_of(response: requests.Response) -> Iterator[Got]:
    """Server-Sent Events, split at the byte LF as the standard has it."""
    name = ""
    rest = b""
    for piece in response.iter_content(None):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if line.startswith(b"event: "):
                name = line.removeprefix(b"event: ").decode()
            elif line.startswith(b"data: "):
                yield Got(name, json.loads(line.removeprefix(b"data: ")))


def names(events: Sequence[Got]) -> list[str]:
    """With neighbours of one name, like `text`, as one."""
    return [one.name for at, one in enumerate(events) if not at or events[at - 1].name != one.name]


def only(events: Sequence[Got], name: str) -> dict[str, Any]:
    """The data of the one event of that name."""
    (found,) = [one.data for one in events if one.name == name]
    return found
