"""API keys: what one looks like, what it opens, and the file that holds their hashes."""

import hashlib
import secrets
from datetime import date
from pathlib import Path
from typing import Literal, Self, get_args

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shared.access_errors import ApiKeysUnreadable
from shared.files import stubborn, write_atomic

Scope = Literal["read", "chat", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

PREFIX = "hub_"
RANDOM_BYTES = 32
KEY_LENGTH = len(PREFIX) + len(secrets.token_urlsafe(RANDOM_BYTES))
NAME_PATTERN = r"^\w[\w.-]{0,63}$"
# A worker reads the file in its event loop: no longer than 40 ms for a handle on Windows.
READ_TRIES = 3


class _Model(BaseModel):
    # Whoever pastes a key into the file by mistake must not find it in a log.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ApiKey(_Model):
    """What is kept of a key: never the key."""

    name: str = Field(pattern=NAME_PATTERN)
    scopes: tuple[Scope, ...] = Field(min_length=1)
    created: date
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class _KeyFile(_Model):
    format: Literal[1] = 1
    keys: tuple[ApiKey, ...]

    @model_validator(mode="after")
    def _check_unique(self) -> Self:
        for field in ("name", "sha256"):
            if len({getattr(key, field) for key in self.keys}) < len(self.keys):
                raise ValueError(f"two keys have the same {field}")
        return self


def new_key() -> str:
    """256 random bits, safe in a header and in a URL."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def digest(key: bytes) -> bytes:
    """What is kept of a key, and compared.

    A fast hash is right here. Slow ones protect passwords, which can be guessed; 256 random bits
    cannot, however fast the hash. At 50 ms a request a slow one would only let anybody keep the
    processor busy with wrong keys.
    """
    return hashlib.sha256(key).digest()


def read_key_file(path: Path) -> bytes | None:
    """The file's bytes, None when there is none. Raises ApiKeysUnreadable."""
    raw = b""

    def read() -> None:
        nonlocal raw
        raw = path.read_bytes()

    try:
        stubborn(read, tries=READ_TRIES)
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise ApiKeysUnreadable(f"{path.name}: {exc.strerror or type(exc).__name__}") from exc
    return raw


def parse_key_file(raw: bytes | None) -> tuple[ApiKey, ...]:
    """No file holds no key; a damaged one raises ApiKeysUnreadable, which names no value."""
    if raw is None:
        return ()
    try:
        return _KeyFile.model_validate(orjson.loads(raw)).keys
    except ValidationError as exc:
        first = exc.errors(include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise ApiKeysUnreadable(f"{place}: {first['msg']}") from exc
    except ValueError as exc:
        raise ApiKeysUnreadable("the file is not JSON") from exc


def read_keys(path: Path) -> tuple[ApiKey, ...]:
    """Raises ApiKeysUnreadable."""
    return parse_key_file(read_key_file(path))


def write_keys(path: Path, keys: tuple[ApiKey, ...]) -> None:
    """Atomic and durable; only its owner may read the file (0600, on POSIX). Raises OSError."""
    body = _KeyFile(keys=keys).model_dump(mode="json")
    write_atomic(path, orjson.dumps(body, option=orjson.OPT_INDENT_2), private=True)
