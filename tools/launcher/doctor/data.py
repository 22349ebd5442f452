"""The ERP's files, the clock beside them, and what the hub has made of them."""

import math
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from shared.db.manifest import read_manifest
from shared.db.pin import read_pin
from shared.errors import HubError, NothingPublished
from shared.settings import Settings
from shared.source_errors import SourceMissing, VersionPinned
from shared.watcher_state import Rejection, State, read_watcher_state
from tools.launcher.doctor.finding import Finding, bad, good, in_words
from tools.publisher.source_look import newest_day

# The longest holidays of a plant are shorter.
STALE_DAYS = 10
CLOCK_SLACK_S = 600
SILENT_S = 15.0
OLD_AFTER_S = 2 * 86_400
LOOK_S = 5.0


def checks(settings: Settings, *, runs: bool) -> Iterator[Finding]:
    """`runs`: whether a core does, so that a silent watcher is a problem."""
    days: dict[str, str] = {}
    for name, path in settings.sources().items():
        yield source(settings, name, path, days)
    if "live" in days:
        yield recent(days["live"], date.today())  # noqa: DTZ011 - the ERP writes local dates
    yield clock(settings, days)
    yield published(settings)
    yield watcher(settings, runs=runs)


def source(settings: Settings, name: str, path: Path, days: dict[str, str]) -> Finding:
    """Puts the newest day of a good one into `days`."""
    try:
        day = newest_day(settings, name, path, LOOK_S)
    except SourceMissing:
        variable = "HUB_LIVE_DB" if name == "live" else "HUB_ARCHIVE_DBS"
        return bad("source", "source_missing", path=path.absolute(), variable=variable)
    except HubError as exc:
        return _said("source", exc)
    if day is not None:
        days[name] = day
    return good("source", "source_good", name=name, path=path, day=day or "?")


def recent(newest: str, today: date) -> Finding:
    age = (today - date.fromisoformat(newest)).days
    if age > STALE_DAYS:
        return bad("recent", "source_stale", day=newest, age=age)
    return good("recent", "recent_good", day=newest)


def clock(settings: Settings, days: dict[str, str]) -> Finding:
    """A clock or time zone behind shows in moments that have not come yet."""
    now = time.time()
    zone = datetime.now().astimezone().strftime("%Z %z")
    shown = datetime.now().astimezone().isoformat(" ", "minutes")
    for path in settings.sources().values():
        written = path.stat().st_mtime if path.exists() else -math.inf
        if written > now + CLOCK_SLACK_S:
            moment = datetime.fromtimestamp(written).astimezone().isoformat(" ", "minutes")
            return bad("clock", "clock_behind_file", now=shown, zone=zone, name=path.name,
                       moment=moment)  # fmt: skip
    today = date.today()  # noqa: DTZ011 - the ERP writes local dates
    newest = days.get("live", "")
    if newest and today < date.fromisoformat(newest) <= today + timedelta(days=366):
        return bad("clock", "clock_behind_data", now=shown, zone=zone, day=newest)
    age = _published_age_s(settings)
    if age is not None and age < -CLOCK_SLACK_S:
        return bad("clock", "clock_set_back", now=shown, zone=zone)
    return good("clock", "clock_good", now=shown, zone=zone)


def published(settings: Settings) -> Finding:
    try:
        manifest = read_manifest(settings.manifest_path)
        pin = read_pin(settings)
    except NothingPublished:
        return bad("published", "published_nothing")
    except HubError as exc:
        return _said("published", exc)
    if pin is not None:
        return _said("published", VersionPinned(str(pin)))
    hours = max(0.0, (_published_age_s(settings) or 0.0) / 3_600)
    values = {"version": manifest.version, "rows": manifest.rows, "hours": hours}
    if hours * 3_600 > OLD_AFTER_S and _changed_since(settings, manifest.published_at):
        return bad("published", "published_old", **values)
    return good("published", "published_good", **values)


def watcher(settings: Settings, *, runs: bool) -> Finding:
    state = read_watcher_state(settings.watcher_state_path)
    if state is None or state.state is State.STOPPED or state.age_s() > SILENT_S:
        return bad("watcher", "watcher_silent") if runs else good("watcher", "watcher_off")
    refused = [report.rejection for report in state.sources.values() if report.rejection]
    trouble = state.failure or next(iter(refused), None)
    if trouble is not None:
        return _rejected(trouble)
    return good("watcher", "watcher_good", state=state.state.value)


def _said(check: str, error: HubError) -> Finding:
    return in_words(
        check, error.code(), f"{error.title_ko}: {error}. {error.hint_ko}",
        f"{error.title}: {error}. {error.hint}",
    )  # fmt: skip


def _rejected(found: Rejection) -> Finding:
    return in_words(
        "watcher", found.code, f"{found.title_ko}: {found.detail}. {found.hint_ko}",
        f"{found.title}: {found.detail}. {found.hint}",
    )  # fmt: skip


def _published_age_s(settings: Settings) -> float | None:
    try:
        moment = datetime.fromisoformat(read_manifest(settings.manifest_path).published_at)
    except HubError:
        return None
    return (datetime.now(UTC) - moment).total_seconds()


def _changed_since(settings: Settings, moment: str) -> bool:
    since = datetime.fromisoformat(moment).timestamp()
    paths = [path for path in settings.sources().values() if path.exists()]
    return any(path.stat().st_mtime > since for path in paths)
