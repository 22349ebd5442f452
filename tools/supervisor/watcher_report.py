"""The core's reading of `watcher.json`, without the packages of shared.watcher_state."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why a source's newest content is not served, by language."""

    code: str
    detail: str
    title: dict[str, str]
    hint: dict[str, str]


@dataclass(frozen=True)
class WatcherReport:
    """`problems` by source; `watcher` is the watcher's own."""

    pid: int
    heartbeat_at: datetime
    problems: dict[str, Problem]

    def age_s(self) -> float:
        """Seconds since the heartbeat; a clock that was set back gives 0."""
        return max(0.0, (datetime.now(UTC) - self.heartbeat_at).total_seconds())


def read_report(path: Path) -> WatcherReport | None:
    """None when there is none, or none that can be read."""
    try:
        found = json.loads(path.read_bytes())
        refused = {name: report["rejection"] for name, report in found["sources"].items()}
        refused["watcher"] = found.get("failure")
        return WatcherReport(
            pid=int(found["pid"]),
            heartbeat_at=datetime.fromisoformat(found["heartbeat_at"]).astimezone(UTC),
            problems={name: _problem(one) for name, one in refused.items() if one},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _problem(rejection: dict[str, Any]) -> Problem:
    return Problem(
        code=str(rejection["code"]),
        detail=str(rejection["detail"]),
        title={"ko": str(rejection["title_ko"]), "en": str(rejection["title"])},
        hint={"ko": str(rejection["hint_ko"]), "en": str(rejection["hint"])},
    )
