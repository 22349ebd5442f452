"""The pin: while `data/pinned.json` exists, nothing newer than its version is published."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.files import write_atomic
from shared.settings import Settings


class Pin(BaseModel):
    """Which version an operator wants to be served, since when and why."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    since: str
    reason: str

    def __str__(self) -> str:
        return f"version {self.version} is kept since {self.since}: {self.reason}"


def pin_path(settings: Settings) -> Path:
    return settings.data_dir / "pinned.json"


def read_pin(settings: Settings) -> Pin | None:
    """None when nothing is pinned.

    The file's existence is the pin, its content only tells people: a damaged one still holds,
    because publishing what an operator has taken back would be the worse mistake.
    """
    path = pin_path(settings)
    try:
        return Pin.model_validate(orjson.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, ValidationError) as exc:
        reason = f"{path.name} cannot be read ({type(exc).__name__})"
        return Pin(version="unknown", since=_changed_at(path), reason=reason)


def write_pin(settings: Settings, pin: Pin) -> None:
    """Atomic and durable: a rollback survives a power cut."""
    content = orjson.dumps(pin.model_dump(mode="json"), option=orjson.OPT_INDENT_2)
    write_atomic(pin_path(settings), content)


def remove_pin(settings: Settings) -> None:
    """Nothing happens when there is none. Raises OSError."""
    pin_path(settings).unlink(missing_ok=True)


def _changed_at(path: Path) -> str:
    try:
        seconds = path.stat().st_mtime
    except OSError:
        seconds = 0.0
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
