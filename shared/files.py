"""Files that other processes read meanwhile: atomic writes, stubborn replaces, process locks."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    from shared import _windows as platform_files
else:
    from shared import _posix as platform_files

# On Windows a reader, the indexer or a virus scanner may hold the target for a moment.
REPLACE_TRIES = 100
REPLACE_PAUSE_S = 0.02


def stubborn(action: Callable[[], None], *, tries: int = REPLACE_TRIES) -> None:
    """Run `action`, again while somebody else's handle makes it a PermissionError."""
    for left in reversed(range(tries)):
        try:
            action()
        except PermissionError:
            if not left:
                raise
            time.sleep(REPLACE_PAUSE_S)
        else:
            return


def replace(source: Path, target: Path, *, tries: int = REPLACE_TRIES) -> None:
    """`replace` that outlasts a short-lived handle on the target (2 s), then raises OSError."""

    def rename() -> None:
        source.replace(target)

    stubborn(rename, tries=tries)


def fsync_file(path: Path) -> None:
    """Put a file's content on the disk before anything names it."""
    fd = os.open(path, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def fsync_folder(path: Path) -> None:
    """Put a rename on the disk. Windows cannot and need not: NTFS journals it."""
    platform_files.fsync_folder(path)


def write_atomic(
    path: Path, content: bytes, *, durable: bool = True, private: bool = False
) -> None:
    """Readers see the old or the new content, never half. `durable=False` skips the fsyncs.

    `private`: only its owner may read it, at no moment anybody else; Windows: as the folder says.
    """
    temp = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    if private:
        # A leftover would keep the rights that it has.
        temp.unlink(missing_ok=True)
    try:
        with open(temp, "wb", opener=_open_private if private else None) as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        replace(temp, path)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise
    if durable:
        fsync_folder(path.parent)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class FileLock:
    """One holder a path; the system frees it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """True when this process holds the lock now. Raises OSError if the file cannot be made."""
        if self._file is None:
            file = self._path.open("a+b")
            if not platform_files.lock(file):
                file.close()
                return False
            self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
