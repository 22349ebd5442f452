"""Keyset cursor: the sort key of the last row seen and a hash of the filters it was made for."""

import base64
import binascii
import hashlib
from typing import Annotated, Any, ClassVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

MAX_CURSOR_CHARS = 1_000


class Cursor(BaseModel):
    """Place in the order (production_date DESC, newer source first, id DESC)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    # For lists that have no moment to be ordered by.
    NO_MOMENT: ClassVar[str] = "0000-00-00 00:00:00"

    d: str = Field(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", description="production_date")
    src: str = Field(min_length=1, max_length=255, description="source")
    id: int = Field(ge=-(2**63), lt=2**63)
    f: str = Field(pattern=r"^[0-9a-f]{8}$", description="hash of the filters")

    def encode(self) -> str:
        raw = orjson.dumps(self.model_dump())
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_cursor(token: Any) -> Any:
    """A token back into a Cursor. Raises ValueError for anything this service did not issue."""
    if not isinstance(token, str):
        return token
    problem = "not a cursor issued by this service; start again without it"
    if len(token) > MAX_CURSOR_CHARS:
        raise ValueError(problem)
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        return Cursor.model_validate(orjson.loads(base64.b64decode(padded, b"-_", validate=True)))
    except (binascii.Error, UnicodeEncodeError, ValidationError, ValueError) as exc:
        raise ValueError(problem) from exc


def filters_hash(filters: BaseModel) -> str:
    """Eight hex digits that change with every filter; not a secret, only a check."""
    raw = orjson.dumps(filters.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(raw, digest_size=4).hexdigest()


CursorParam = Annotated[
    Cursor | None,
    BeforeValidator(decode_cursor),
    WithJsonSchema(
        {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": MAX_CURSOR_CHARS}
    ),
]
