"""Failures of our own disk and folder, told apart from failures of the ERP's files."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from shared.source_errors import DataFolderUnwritable, DiskFull, PublishFailed

# SQLite's words for our disk, not for the ERP's file: those pass through to `own_disk`.
OUR_TROUBLE = (apsw.FullError, apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError)

FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def own_disk() -> Iterator[None]:
    """Translate OSError and apsw errors of work on our own files into a PublishFailed."""
    try:
        yield
    except OSError as exc:
        raise translated(exc) from exc
    except apsw.FullError as exc:
        raise DiskFull(str(exc)) from exc
    except apsw.Error as exc:
        raise PublishFailed(str(exc)) from exc


def translated(exc: OSError) -> PublishFailed:
    text = f"{exc.filename}: {exc.strerror}" if exc.filename else str(exc)
    if exc.errno in FULL:
        return DiskFull(text)
    if exc.errno in UNWRITABLE:
        return DataFolderUnwritable(text)
    return PublishFailed(text)
