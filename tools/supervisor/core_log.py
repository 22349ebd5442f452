"""The core's own output when it runs detached: one file of bounded size, with the time."""

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

MAX_BYTES = 1_000_000
KEEP = 3


class Stamped(io.TextIOWrapper):
    """Puts the time before each line."""

    _fresh = True

    def write(self, text: str) -> int:
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ ")
        for part in text.splitlines(keepends=True):
            super().write(stamp + part if self._fresh else part)
            self._fresh = part.endswith("\n")
        return len(text)


class CoreLog:
    """The file behind descriptors 1 and 2, which `detached.start` has opened."""

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES, keep: int = KEEP) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._keep = keep

    def keep_small(self) -> None:
        """Called often; does nothing until the file has grown. Never raises OSError."""
        try:
            if os.fstat(1).st_size > self._max_bytes:
                self._rotate()
        except OSError:
            return

    def _rotate(self) -> None:
        # Windows renames no file that is open; a line of another thread may be lost meanwhile.
        _point_to(Path(os.devnull))
        try:
            for number in range(self._keep - 1, 0, -1):
                older = self._older(number)
                if older.exists():
                    older.replace(self._older(number + 1))
            self._path.replace(self._older(1))
        except PermissionError:
            # Somebody reads it: its size stays bounded, its start is lost.
            self._path.write_bytes(b"")
        finally:
            _point_to(self._path)

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


def stamp_output() -> None:
    """Everything this process says from here on carries the time."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            buffer = stream.detach()
            stamped = Stamped(
                buffer, encoding="utf-8", errors="backslashreplace", line_buffering=True
            )
            setattr(sys, name, stamped)


def _point_to(path: Path) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        for descriptor in (1, 2):
            os.dup2(opened, descriptor)
    finally:
        os.close(opened)
