"""Tells the person at the terminal what happens: states, addresses, why there is no data."""

import os
import sys
import threading

from shared.loopback import is_loopback, loopback
from tools.setup import console
from tools.supervisor.control.messages import say
from tools.supervisor.core_settings import CoreSettings
from tools.supervisor.model import Event, State
from tools.supervisor.network import lan_address
from tools.supervisor.reasons import why
from tools.supervisor.watcher_report import Problem, WatcherReport

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system


class Announcer:
    """Called from the services' threads and from the main one; prints whole lines."""

    def __init__(
        self,
        settings: CoreSettings,
        services: set[str],
        open_url: bool,
        how_to_stop: str = "how_to_stop",
    ) -> None:
        self._settings = settings
        self._services = frozenset(services)
        self._missing = set(services)
        self._told_urls = False
        self._open_url = open_url
        self._how_to_stop = how_to_stop
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
                console.say(
                    "waiting", name=name, why=why(event)[console.language()], **event.values
                )

    def warn_about_network(self) -> None:
        """Loudly, before anything listens."""
        settings = self._settings
        if is_loopback(settings.host):
            return
        warning = "lan_with_keys" if settings.asks_for_keys else "lan_warning"
        for key in ("lan_rule", warning, "lan_rule"):
            console.say(
                key, host=settings.host, address=lan_address(settings.host), port=settings.api_port
            )

    def watcher_said(self, report: WatcherReport | None) -> None:
        """Each refusal once, when it appears or changes, and when it is over."""
        if report is None:
            return
        with self._lock:
            for name, problem in report.problems.items():
                if self._told.get(name) != (problem.code, problem.detail):
                    self._told[name] = (problem.code, problem.detail)
                    _say_problem(name, problem)
            for name in set(self._told) - set(report.problems):
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
        say(self._how_to_stop)
        if with_dashboard and self._open_url and may_open_browser():
            system.open_browser(dashboard)


def may_open_browser() -> bool:
    return os.environ.get("CI", "").lower() not in ("1", "true") and system.has_display()


def _shown(service: str) -> str:
    """`api-2` is "API 2"."""
    kind, _, number = service.partition("-")
    return f"{console.text(f'service_{kind}')} {number}".rstrip()


def _say_problem(source: str, problem: Problem) -> None:
    language = console.language()
    console.say(
        "rejection",
        source=source,
        title=problem.title[language],
        detail=problem.detail,
        hint=problem.hint[language],
    )
