"""The running hub as the control API sees it."""

import os
import queue
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from shared.loopback import loopback
from tools.supervisor.code_version import CodeWatch
from tools.supervisor.control.wire import Refused
from tools.supervisor.core_settings import CoreSettings, SettingsRefused, load_core_settings
from tools.supervisor.data_report import data_report
from tools.supervisor.log_tail import tail
from tools.supervisor.model import ServiceStatus
from tools.supervisor.network import lan_urls
from tools.supervisor.reasons import why
from tools.supervisor.supervisor import Supervisor

CORE_LOG = "core"


class Wish(StrEnum):
    """What ends the main loop."""

    STOP = "stop"
    RESTART = "restart"


@dataclass
class Core:
    """`wishes` is read by the main thread; everything here is called from the server's."""

    settings: CoreSettings
    supervisor: Supervisor
    code: CodeWatch
    wishes: "queue.SimpleQueue[Wish]"
    demo: bool = False
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _born: float = field(default_factory=time.monotonic)

    def services(self) -> tuple[str, ...]:
        return tuple(self.supervisor.services)

    def logs(self) -> tuple[str, ...]:
        return (*self.services(), CORE_LOG)

    def status(self) -> dict[str, Any]:
        settings = self.settings
        now = time.monotonic()
        return {
            "core": {
                "pid": os.getpid(),
                "started_at": self.started_at.isoformat(timespec="seconds"),
                "uptime_s": round(now - self._born, 1),
                "code_changed": self.code.changed(),
                "demo": self.demo,
            },
            "services": [
                self._service(one.status(), now) for one in self.supervisor.services.values()
            ],
            "data": data_report(settings.manifest_path, settings.watcher_state_path),
            "urls": urls(settings, self.supervisor.services),
        }

    def act(self, service: str, action: str) -> None:
        one = self.supervisor.services[service]
        {"start": one.start, "stop": one.stop, "restart": one.restart}[action]()

    def log(self, name: str, lines: int, after: str | None) -> dict[str, Any]:
        return tail(self.settings.log_dir / f"{name}.log", lines, after)

    def stop(self) -> None:
        self.wishes.put(Wish.STOP)

    def restart(self) -> None:
        """Only when the settings as they are now would let the hub come back."""
        if self.code.packages_changed():
            raise Refused(HTTPStatus.CONFLICT, "packages_changed")
        try:
            load_core_settings()
        except SettingsRefused as exc:
            raise Refused(HTTPStatus.CONFLICT, "settings_refused", **exc.flat()) from exc
        self.wishes.put(Wish.RESTART)

    def _service(self, status: ServiceStatus, now: float) -> dict[str, Any]:
        next_start = status.next_start
        return {
            "name": status.name,
            "state": status.state.value,
            "pid": status.pid,
            "since_s": round(now - status.since, 1),
            "restarts": status.restarts,
            "next_start_s": None if next_start is None else round(max(0.0, next_start - now), 1),
            "reason": None if status.why is None else why(status.why),
            "log": str((self.settings.log_dir / f"{status.name}.log").absolute()),
        }


def urls(settings: CoreSettings, services: Collection[str]) -> dict[str, Any]:
    """Addresses of what runs; `lan`: the dashboard's for other machines."""
    dashboard = f"http://{loopback(settings.host)}:{settings.dashboard_port}"
    with_dashboard = "dashboard" in services
    return {
        "dashboard": dashboard if with_dashboard else None,
        "api": settings.api_url if any(n.startswith("api") for n in services) else None,
        "lan": lan_urls(settings.host, settings.dashboard_port) if with_dashboard else [],
    }
