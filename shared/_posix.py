"""File calls that Linux and macOS have."""

import sys

if sys.platform != "win32":
    import fcntl
    import os
    from pathlib import Path
    from typing import BinaryIO

    def fsync_folder(path: Path) -> None:
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
