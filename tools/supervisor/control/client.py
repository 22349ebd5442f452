"""Speaks to a running core; standard library only, so that every part of the launcher may."""

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from tools.supervisor.control.messages import sentence
from tools.supervisor.control.state_file import CoreState, read_state

TIMEOUT_S = 5.0
MAX_ANSWER_BYTES = 8_000_000


class ControlFailed(Exception):
    """One sentence in both languages; `key` names it."""

    def __init__(self, key: str, ko: str, en: str) -> None:
        super().__init__(en)
        self.key = key
        self.ko = ko
        self.en = en


class ControlClient:
    """Every call raises ControlFailed. A core that has started anew meanwhile is found again."""

    def __init__(self, data_dir: Path, state: CoreState, timeout_s: float = TIMEOUT_S) -> None:
        self._data_dir = data_dir
        self._timeout_s = timeout_s
        self.state = state

    def status(self) -> dict[str, Any]:
        return self._ask("GET", "/v1/status")

    def stop(self) -> None:
        """All services and the core; returns when that has been accepted, not when it is done."""
        self._ask("POST", "/v1/stop")

    def start(self, name: str) -> None:
        self._ask("POST", _service(name, "start"))

    def stop_service(self, name: str) -> None:
        """It stays stopped until it is started or restarted, or the hub is."""
        self._ask("POST", _service(name, "stop"))

    def restart(self, name: str | None = None) -> None:
        """One service; None: the whole hub, with fresh settings and the code as it is now."""
        self._ask("POST", "/v1/restart" if name is None else _service(name, "restart"))

    def logs(self, name: str, lines: int = 200, after: str | None = None) -> dict[str, Any]:
        """{"lines", "next"}: the last lines, or those behind a cursor that `next` gave before."""
        query = {"lines": str(lines), **({} if after is None else {"after": after})}
        return self._ask("GET", f"{_service(name, 'log')}?{urlencode(query)}")

    def _ask(self, method: str, path: str) -> dict[str, Any]:
        try:
            return self._ask_once(method, path)
        except ControlFailed as failure:
            now = read_state(self._data_dir)
            moved = now is not None and now != self.state and now.lives()
            if now is None or not moved or failure.key not in ("core_gone", "token_wrong"):
                raise
            self.state = now
        return self._ask_once(method, path)

    def _ask_once(self, method: str, path: str) -> dict[str, Any]:
        address = urlsplit(self.state.address)
        connection = http.client.HTTPConnection(
            address.hostname or "", address.port, timeout=self._timeout_s
        )
        try:
            headers = {"Authorization": f"Bearer {self.state.token}"}
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            body = json.loads(response.read(MAX_ANSWER_BYTES))
        except TimeoutError as exc:
            raise failed("core_silent", pid=self.state.pid, seconds=self._timeout_s) from exc
        except OSError as exc:
            raise failed("core_gone") from exc
        except (http.client.HTTPException, ValueError) as exc:
            raise failed("answer_unreadable") from exc
        finally:
            connection.close()
        return _checked(response.status, body)


def find(data_dir: Path) -> ControlClient | None:
    """The living core of this data folder; what a dead one left behind does not count."""
    state = read_state(data_dir)
    return ControlClient(data_dir, state) if state is not None and state.lives() else None


def failed(key: str, **values: object) -> ControlFailed:
    return ControlFailed(**sentence(key, **values))


def _service(name: str, what: str) -> str:
    return f"/v1/services/{quote(name, safe='')}/{what}"


def _checked(status: int, body: object) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise failed("answer_unreadable")
    if status < http.client.BAD_REQUEST:
        return body
    try:
        error = body["error"]
        raise ControlFailed(str(error["key"]), str(error["ko"]), str(error["en"]))
    except (KeyError, TypeError) as exc:
        raise failed("answer_unreadable") from exc
