"""Everything cheap that changes when a source changes. Compared with `!=` only, never `<`."""

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

HEADER_BYTES = 100
SIDE_FILES = ("-wal", "-journal")

# JSON-shaped, because the manifest keeps it: one list a file, then the header as hex.
Signature = list[Any]


def take_signature(path: Path, file: BinaryIO | None = None) -> Signature:
    """Signature of a source and the files SQLite keeps beside it (13 us).

    `file` is an open handle on the source, for use while SQLite holds a lock on it: POSIX
    drops all locks of a process on a file when the process closes any handle of it
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    found: Signature = [_stat(path)]
    found += [_stat(side_file(path, suffix)) for suffix in SIDE_FILES]
    found.append(_header(path, file))
    return found


def side_file(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def is_missing(signature: Signature) -> bool:
    return signature[0] is None


def _stat(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    # Windows' ctime is the time of creation: it says nothing about a change.
    changed = 0 if sys.platform == "win32" else found.st_ctime_ns
    return [found.st_ino, found.st_size, found.st_mtime_ns, changed]


def _header(path: Path, file: BinaryIO | None) -> str | None:
    try:
        if file is not None:
            file.seek(0)
            return file.read(HEADER_BYTES).hex()
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return os.read(fd, HEADER_BYTES).hex()
        finally:
            os.close(fd)
    except OSError:
        return None
