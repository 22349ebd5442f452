"""What the watcher tells everybody else about itself: `data/watcher.json`. Advisory."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.errors import HubError
from shared.files import write_atomic


class State(StrEnum):
    """What the watcher is doing."""

    STARTING = "starting"
    WATCHING = "watching"
    SETTLING = "settling"
    PUBLISHING = "publishing"
    STOPPED = "stopped"


class SourceState(StrEnum):
    """`published`: its newest content is served; `pending`: changed, not read yet."""

    PUBLISHED = "published"
    PENDING = "pending"
    REJECTED = "rejected"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Rejection(_Model):
    """A named error in both languages, and since when it has held."""

    code: str
    title: str
    title_ko: str
    detail: str
    hint: str
    hint_ko: str
    since: str

    @classmethod
    def of(cls, error: HubError, since: str) -> "Rejection":
        return cls(
            code=error.code(),
            title=error.title,
            title_ko=error.title_ko,
            detail=str(error),
            hint=error.hint,
            hint_ko=error.hint_ko,
            since=since,
        )


class SourceReport(_Model):
    """One ERP file as the watcher sees it."""

    path: str
    state: SourceState
    rejection: Rejection | None = None


class WatcherState(_Model):
    """One heartbeat."""

    pid: int
    started_at: str
    heartbeat_at: str
    state: State
    version: str | None = None
    published_at: str | None = None
    sources: dict[str, SourceReport] = {}
    failure: Rejection | None = None

    def age_s(self) -> float:
        """Seconds since the heartbeat; a clock that was set back gives 0."""
        age = datetime.now(UTC) - datetime.fromisoformat(self.heartbeat_at)
        return max(0.0, age.total_seconds())


def utc_now() -> str:
    """ISO 8601 with offset, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def read_watcher_state(path: Path) -> WatcherState | None:
    """None when there is none, or none that can be read."""
    try:
        return WatcherState.model_validate(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError):
        return None


def write_watcher_state(path: Path, state: WatcherState) -> None:
    """Raises OSError; the watcher lives on without a heartbeat file."""
    content = orjson.dumps(state.model_dump(mode="json"), option=orjson.OPT_INDENT_2)
    write_atomic(path, content, durable=False)
