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
    wanted = content_id(built)
    target = folder / f"{name}-{wanted}.db"
    if target.exists() and content_id(target) == wanted:
        remove(built)
        return target
    fsync_file(built)
    os.chmod(built, READ_ONLY)  # noqa: PTH101 - Path.chmod has no other effect
    replace(built, target)
    fsync_folder(folder)
    return target


def content_id(path: Path) -> str:
    """Hash of a partition's bytes, as its name carries it. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=8)).hexdigest()


def remove(path: Path, *, tries: int = 5) -> None:
    """Delete one of our files. Raises OSError when a reader keeps it open (Windows)."""
    try:
        # Windows refuses to delete a read-only file.
        path.chmod(READ_ONLY | stat.S_IWUSR)
        stubborn(path.unlink, tries=tries)
    except FileNotFoundError:
        return
