"""What is wrong right now, gathered from the watcher's heartbeat, the manifest and the router."""

from datetime import UTC, datetime

import orjson

from api.hub import Hub
from shared.db.generation import Generation
from shared.db.manifest import Manifest
from shared.db.pin import read_pin
from shared.errors import DataUnavailable, HubError
from shared.schemas import Trouble
from shared.source_errors import WARNINGS, VersionPinned, WatcherSilent
from shared.watcher_state import Rejection, WatcherState, read_watcher_state, utc_now

SILENT_AFTER_S = 15.0


def health_body(hub: Hub, generation: Generation) -> dict[str, object]:
    """Shaped like schemas.Health."""
    manifest = generation.manifest
    watcher = read_watcher_state(hub.settings.watcher_state_path)
    troubles = find_troubles(hub, manifest, watcher)
    return {
        "status": "degraded" if troubles else "ok",
        "version": manifest.version,
        "published_at": manifest.published_at,
        "age_s": age_s(manifest.published_at),
        "data_from": manifest.first_day,
        "data_to": manifest.last_day,
        "rows": manifest.rows,
        "rejected": sum(sum(part.quality.rejected.values()) for part in manifest.partitions),
        "hidden": sum(part.quality.hidden for part in manifest.partitions),
        "problems": [trouble.model_dump() for trouble in troubles],
        "watcher": {
            "state": watcher.state if watcher else "missing",
            "heartbeat_age_s": round(watcher.age_s(), 1) if watcher else None,
        },
    }


def version_event(hub: Hub) -> bytes:
    """What `/events` sends; the version is pinned only for the look."""
    try:
        with hub.router.pin() as generation:
            manifest: Manifest | None = generation.manifest
    except DataUnavailable:
        manifest = None
    troubles = find_troubles(hub, manifest, read_watcher_state(hub.settings.watcher_state_path))
    state = {
        "version": manifest.version if manifest else None,
        "published_at": manifest.published_at if manifest else None,
        "data_to": manifest.last_day if manifest else None,
        "status": "unavailable" if manifest is None else "degraded" if troubles else "ok",
    }
    return b"event: version\ndata: %s\n\n" % orjson.dumps(state)


def find_troubles(
    hub: Hub, manifest: Manifest | None, watcher: WatcherState | None
) -> list[Trouble]:
    """Everything a person should know, the most urgent first."""
    found: list[Trouble] = []
    if (unread := hub.router.trouble) is not None:
        found.append(_trouble("hub", unread))
    # From the file itself: it holds and is lifted also while no watcher runs.
    if (pin := read_pin(hub.settings)) is not None:
        found.append(_trouble("hub", VersionPinned(str(pin)), pin.since))
    if watcher is None or watcher.age_s() > SILENT_AFTER_S:
        since = watcher.heartbeat_at if watcher else utc_now()
        found.append(_trouble("watcher", WatcherSilent(f"last heartbeat: {since}"), since))
    elif watcher.failure is not None and watcher.failure.code != VersionPinned.code():
        found.append(_from_rejection("hub", watcher.failure))
    for name, source in (watcher.sources if watcher else {}).items():
        if source.rejection is not None:
            found.append(_from_rejection(name, source.rejection))
    for part in manifest.partitions if manifest else ():
        for code in part.quality.warnings:
            if code in WARNINGS:
                detail = (
                    f"{part.name}: {part.quality.hidden:,} of {part.quality.rows:,} rows hidden"
                )
                since = manifest.published_at if manifest else utc_now()
                found.append(_trouble(part.name, WARNINGS[code](detail), since))
    return found


def age_s(moment: str) -> float:
    """Seconds since an ISO moment; never negative, also when the clock was set back."""
    age = datetime.now(UTC) - datetime.fromisoformat(moment)
    return round(max(0.0, age.total_seconds()), 1)


def _trouble(source: str, error: HubError, since: str | None = None) -> Trouble:
    return _from_rejection(source, Rejection.of(error, since or utc_now()))


def _from_rejection(source: str, rejection: Rejection) -> Trouble:
    return Trouble(source=source, **rejection.model_dump())
