"""The services' output: into log files of bounded size, without ever making a service wait."""

import contextlib
import threading
from pathlib import Path
from typing import IO, BinaryIO

MAX_BYTES = 10_000_000
KEEP = 5
CHUNK_BYTES = 65_536
LAST_WORDS_BYTES = 4_096
LAST_WORDS_CHARS = 200


class RotatingLog:
    """`name.log` and up to `keep` older ones, each at most `max_bytes` and one chunk long."""

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES, keep: int = KEEP) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._keep = keep
        self._file: BinaryIO | None = None

    def write(self, chunk: bytes) -> None:
        """Raises OSError; the next write tries again from the start."""
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("ab")
            if self._file.tell() + len(chunk) > self._max_bytes and self._file.tell():
                self._rotate()
            self._file.write(chunk)
            self._file.flush()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            with contextlib.suppress(OSError):
                file.close()

    def _rotate(self) -> None:
        self.close()
        try:
            for number in range(self._keep - 1, 0, -1):
                older = self._older(number)
                if older.exists():
                    older.replace(self._older(number + 1))
            self._path.replace(self._older(1))
        except PermissionError:
            # Windows: somebody reads the log. Its size stays bounded, its start is lost.
            self._file = self._path.open("wb")
        else:
            self._file = self._path.open("ab")

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


class Pump:
    """Reads a child's output in a thread of its own until it ends."""

    def __init__(self, stream: IO[bytes], log: RotatingLog, headline: str) -> None:
        self._stream = stream
        self._headline = headline.encode()
        self._log = log
        self._tail = b""
        self.lost_bytes = 0
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def finish(self, timeout_s: float) -> None:
        """Take what is on its way; a grandchild that keeps the pipe open is not waited for."""
        self._thread.join(timeout_s)

    def last_words(self) -> str:
        """The last line that was not empty: usually the error that ended the process."""
        lines = self._tail.decode("utf-8", "replace").splitlines()
        full = [line.strip() for line in lines if line.strip()]
        return full[-1][:LAST_WORDS_CHARS] if full else ""

    def _run(self) -> None:
        read = getattr(self._stream, "read1", self._stream.read)
        self._keep(self._headline)
        with self._stream:
            while chunk := read(CHUNK_BYTES):
                self._tail = (self._tail + chunk)[-LAST_WORDS_BYTES:]
                self._keep(chunk)

    def _keep(self, chunk: bytes) -> None:
        try:
            self._log.write(chunk)
        except OSError:
            # A full disk: the child must not block on its output meanwhile.
            self.lost_bytes += len(chunk)
