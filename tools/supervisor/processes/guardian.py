"""A small process that ends our children's groups when we have died in whatever way."""

import contextlib
import subprocess
import sys
import threading
import time

from tools.supervisor.backoff import Backoff

if sys.platform == "win32":
    from tools.supervisor.processes import _windows as system
else:
    from tools.supervisor.processes import _posix as system

END_S = 2.0


class Guardian:
    """Its standard input is the sign that we live. One that dies is replaced. Windows needs none.

    Linux ends the children themselves; what these have started, and everything on macOS, is left
    to the guardian.
    """

    def __init__(self) -> None:
        self._groups: set[int] = set()
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="guardian", daemon=True)

    @property
    def pid(self) -> int | None:
        process = self._process
        return None if process is None else process.pid

    def start(self) -> None:
        """Raises OSError."""
        if system.has_guardian():
            self._spawn()
            self._thread.start()

    def add(self, group: int) -> None:
        with self._lock:
            self._groups.add(group)
            self._write(f"+{group}\n")

    def remove(self, group: int) -> None:
        with self._lock:
            self._groups.discard(group)
            self._write(f"-{group}\n")

    def close(self) -> None:
        """It ends what is still in its list, which is nothing after an orderly stop."""
        with self._lock:
            self._closing.set()
            process = self._process
            if process is not None and process.stdin is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(END_S)
            process.kill()
            self._thread.join()

    def _run(self) -> None:
        backoff = Backoff()
        while (process := self._process) is not None:
            began = time.monotonic()
            process.wait()
            # Either it is replaced or we are closing.
            while not self._closing.wait(backoff.after(time.monotonic() - began)):
                with contextlib.suppress(OSError):
                    self._spawn()
                    break
            if self._closing.is_set():
                return

    def _spawn(self) -> None:
        with self._lock:
            if self._closing.is_set():
                return
            # It is born with them: we may die before it could read the first line.
            self._process = system.start_guardian(sorted(self._groups))

    def _write(self, line: str) -> None:
        """A guardian that has died is told everything when it is replaced."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self._process.stdin.write(line.encode("ascii"))
                self._process.stdin.flush()
