"""What the hub serves, for the control API's status: read from the manifest, in this process."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.supervisor.control.messages import sentence
from tools.supervisor.watcher_report import read_report

NOTHING: dict[str, Any] = {
    "version": None,
    "rows": None,
    "data_to": None,
    "published_age_s": None,
}


def data_report(manifest: Path, watcher_state: Path) -> dict[str, Any] | None:
    """None while nothing is published and nothing is wrong."""
    published, problem = _published(manifest), _problem(watcher_state)
    if published is None and problem is None:
        return None
    return {**(published or NOTHING), "problem": problem}


def _published(manifest: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(manifest.read_bytes())
        age = datetime.now(UTC) - datetime.fromisoformat(found["published_at"]).astimezone(UTC)
        parts = found["partitions"]
        return {
            "version": str(found["version"]),
            "rows": sum(part["quality"]["visible"] for part in parts),
            "data_to": max((day for p in parts if (day := p["last_day"])), default=None),
            "published_age_s": max(0.0, round(age.total_seconds(), 1)),
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _problem(watcher_state: Path) -> dict[str, str] | None:
    """The first one; the log and the dashboard tell of all."""
    report = read_report(watcher_state)
    if report is None or not report.problems:
        return None
    source, problem = next(iter(report.problems.items()))
    return {
        language: sentence(
            "rejection",
            source=source,
            title=problem.title[language],
            detail=problem.detail,
            hint=problem.hint[language],
        )[language]
        for language in ("ko", "en")
    }
