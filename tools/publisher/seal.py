"""Gives a finished partition its final, content-derived name and makes it durable."""

import hashlib
import os
import stat
from pathlib import Path

from shared.files import fsync_file, fsync_folder, replace, stubborn

READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def seal(built: Path, name: str, folder: Path) -> Path:
    """Move `built` to `<name>-<content id>.db` in `folder`; the same content keeps its file.

    The name is derived from the bytes, so one name never means two contents.
    """
    with built.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=8)).hexdigest()
    target = folder / f"{name}-{digest}.db"
    if target.exists() and target.stat().st_size == built.stat().st_size:
        remove(built)
        return target
    fsync_file(built)
    os.chmod(built, READ_ONLY)  # noqa: PTH101 - Path.chmod has no other effect
    replace(built, target)
    fsync_folder(folder)
    return target


def remove(path: Path, *, tries: int = 5) -> None:
    """Delete one of our files. Raises OSError when a reader keeps it open (Windows)."""
    try:
        # Windows refuses to delete a read-only file.
        path.chmod(READ_ONLY | stat.S_IWUSR)
        stubborn(path.unlink, tries=tries)
    except FileNotFoundError:
        return
