"""What one API worker has counted, as a small file from which every other worker tells it."""

from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.files import write_atomic
from shared.watcher_state import utc_now

# Method, route, status; seconds in all and the count of each latency bucket.
RequestRow = tuple[str, str, int, list[float]]


class WorkerStatus(BaseModel):
    """One API process. Counted since it started."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    worker: str
    pid: int
    uptime_s: float
    connections: int = Field(description="Open connections of clients")
    slow_queries: int
    cache: dict[str, int]


class WorkerFigures(WorkerStatus):
    """All that is told about a worker; `written_at` is when it said so."""

    written_at: str = Field(default_factory=utc_now)
    requests: list[RequestRow]


def read_figures(path: Path) -> WorkerFigures | None:
    """None when there are none, or none that can be read."""
    try:
        return WorkerFigures.model_validate(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError):
        return None


def write_figures(path: Path, figures: WorkerFigures) -> None:
    """Raises OSError."""
    write_atomic(path, orjson.dumps(figures.model_dump()), durable=False)
