"""Tells the person at the terminal what happens: states, addresses, why there is no data."""

import json
import os
import signal
import socket
import sys
import threading

from shared.access_errors import ApiKeysUnreadable
from shared.api_keys import read_keys
from shared.settings import Settings, loopback
from shared.watcher_state import Rejection, WatcherState
from tools.setup import console
from tools.supervisor.hub import is_loopback
from tools.supervisor.model import Event, State

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system


class Announcer:
    """Called from the services' threads and from the main one; prints whole lines."""

    def __init__(self, settings: Settings, services: set[str], open_url: bool) -> None:
        self._settings = settings
        self._services = frozenset(services)
        self._missing = set(services)
        self._told_urls = False
        self._open_url = open_url
        self._told: dict[str, tuple[str, str]] = {}
        self._lock = threading.Lock()

    def heard(self, event: Event) -> None:
        with self._lock:
            name = _shown(event.service)
            if event.state is State.STARTING:
                console.say("starting", name=name)
            elif event.state is State.HEALTHY:
                console.say("healthy", name=name, **event.values)
                self._missing.discard(event.service)
                if not self._missing and not self._told_urls:
                    self._told_urls = True
                    self._tell_urls()
            elif event.state is State.WAITING:
                self._missing.add(event.service)
                console.say("waiting", name=name, why=_why(event), **event.values)

    def warn_about_network(self) -> None:
        """Loudly, before anything listens."""
        settings = self._settings
        if is_loopback(settings.host):
            return
        warning = "lan_with_keys" if _asks_for_keys(settings) else "lan_warning"
        for key in ("lan_rule", warning, "lan_rule"):
            console.say(
                key, host=settings.host, address=_lan_address(settings.host), port=settings.api_port
            )

    def watcher_said(self, state: WatcherState | None) -> None:
        """Each refusal once, when it appears or changes, and when it is over."""
        if state is None:
            return
        reports = {name: report.rejection for name, report in state.sources.items()}
        found = {name: rejection for name, rejection in reports.items() if rejection}
        if state.failure is not None:
            found["watcher"] = state.failure
        with self._lock:
            for name, rejection in found.items():
                if self._told.get(name) != (rejection.code, rejection.detail):
                    self._told[name] = (rejection.code, rejection.detail)
                    _say_rejection(name, rejection)
            for name in set(self._told) - set(found):
                del self._told[name]
                console.say("rejection_over", source=name)

    def _tell_urls(self) -> None:
        host = loopback(self._settings.host)
        dashboard = f"http://{host}:{self._settings.dashboard_port}"
        with_dashboard = "dashboard" in self._services
        if with_dashboard:
            console.say("url_dashboard", url=dashboard)
        if any(name.startswith("api") for name in self._services):
            console.say("url_api", url=f"{self._settings.api_url}/docs")
        console.say("how_to_stop")
        if with_dashboard and self._open_url and may_open_browser():
            system.open_browser(dashboard)


def may_open_browser() -> bool:
    return os.environ.get("CI", "").lower() not in ("1", "true") and system.has_display()


def _shown(service: str) -> str:
    """`api-2` is "API 2"."""
    kind, _, number = service.partition("-")
    return f"{console.text(f'service_{kind}')} {number}".rstrip()


def _why(event: Event) -> str:
    values = dict(event.values)
    code = values.get("code")
    if isinstance(code, int) and code < 0:
        values["code"] = signal.Signals(-code).name
        values["last"] = ""
    last = _message(str(values.get("last") or ""))
    return console.text(event.reason, **values) + (f" [{last}]" if last else "")


def _message(line: str) -> str:
    """The services log JSON lines; what ended them often is a plain one."""
    try:
        return str(json.loads(line)["message"])
    except (ValueError, KeyError, TypeError):
        return line


def _say_rejection(source: str, rejection: Rejection) -> None:
    korean = console.language() == "ko"
    console.say(
        "rejection",
        source=source,
        title=rejection.title_ko if korean else rejection.title,
        detail=rejection.detail,
        hint=rejection.hint_ko if korean else rejection.hint,
    )


def _asks_for_keys(settings: Settings) -> bool:
    """A key file that cannot be read lets nobody in, so nobody reads without a key either."""
    try:
        return bool(read_keys(settings.api_keys))
    except ApiKeysUnreadable:
        return True


def _lan_address(host: str) -> str:
    """What the others in the network type; no packet is sent to find it out."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
