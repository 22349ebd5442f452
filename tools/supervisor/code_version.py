"""Whether the program has been updated since this process started."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDERS = ("api", "dashboard", "shared", "tools")
FILES = ("manager.py", "requirements.txt")
LOCK_FILE = "requirements.txt"
EVERY_S = 60.0

Fingerprint = frozenset[tuple[str, int, int]]


def fingerprint(root: Path) -> Fingerprint:
    """Name, time and size of every Python file of the project, and of the list of packages."""
    files = [root / name for name in FILES]
    found = [_stamp(path) for path in files]
    for folder in FOLDERS:
        found += [_stamp(path) for path in _python_files(root / folder)]
    return frozenset(stamp for stamp in found if stamp is not None)


class CodeWatch:
    """Looks at most once in `every_s`, however often it is asked."""

    def __init__(
        self,
        root: Path,
        every_s: float = EVERY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._every_s = every_s
        self._clock = clock
        self._began = fingerprint(root)
        self._looked = clock()
        self._changed = False
        self._lock = threading.Lock()

    def changed(self) -> bool:
        with self._lock:
            now = self._clock()
            if now - self._looked >= self._every_s:
                self._looked = now
                self._changed = fingerprint(self._root) != self._began
            return self._changed

    def packages_changed(self) -> bool:
        """Now: other packages are wanted than those this process has started with."""
        now = _stamp(self._root / LOCK_FILE)
        return now is not None and now not in self._began


def _python_files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(here, name) for name in names if name.endswith(".py"))


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_mtime_ns, status.st_size
