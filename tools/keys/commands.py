"""What the commands do to the key file."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shared.api_keys import (
    NAME_PATTERN,
    SCOPES,
    ApiKey,
    Scope,
    digest,
    new_key,
    read_keys,
    write_keys,
)
from shared.files import FileLock
from tools.keys.errors import KeyNameInvalid, KeyNameTaken, KeysBusy, KeysNotWritten, NoSuchKey


def add(path: Path, name: str, scopes: Sequence[Scope], today: date) -> tuple[str, ApiKey]:
    """The new key, which is kept nowhere, and what is kept of it.

    Raises KeyNameInvalid, KeyNameTaken, KeysBusy, KeysNotWritten or ApiKeysUnreadable.
    """
    if not re.fullmatch(NAME_PATTERN, name):
        raise KeyNameInvalid(repr(name))
    with _changing(path):
        kept = read_keys(path)
        if any(key.name == name for key in kept):
            raise KeyNameTaken(name)
        secret = new_key()
        made = ApiKey(
            name=name,
            scopes=tuple(scope for scope in SCOPES if scope in scopes),
            created=today,
            sha256=digest(secret.encode()).hex(),
        )
        write_keys(path, (*kept, made))
    return secret, made


def revoke(path: Path, name: str) -> int:
    """How many keys are left. Raises NoSuchKey, KeysBusy, KeysNotWritten or ApiKeysUnreadable."""
    with _changing(path):
        kept = read_keys(path)
        left = tuple(key for key in kept if key.name != name)
        if len(left) == len(kept):
            raise NoSuchKey(name)
        write_keys(path, left)
    return len(left)


@contextmanager
def _changing(path: Path) -> Iterator[None]:
    """Two commands at once would lose one's change, maybe a revocation."""
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        if not lock.acquire():
            raise KeysBusy(path.name)
        yield
    except OSError as exc:
        raise KeysNotWritten(f"{exc.filename or path}: {exc.strerror or exc}") from exc
    finally:
        lock.release()
