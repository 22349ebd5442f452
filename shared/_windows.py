"""File calls that only Windows has."""

import sys

if sys.platform == "win32":
    import msvcrt
    from pathlib import Path
    from typing import BinaryIO

    def fsync_folder(path: Path) -> None:
        """A folder cannot be opened for fsync here, and NTFS journals its renames."""

    def lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
