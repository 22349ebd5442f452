"""Which API key opens which address. Follows the key file, so that a revoked key ends at once."""

import hmac
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from starlette.types import Scope as AsgiScope

from api.docs import FILES as DOCS_FILES
from shared.access_errors import ApiKeyMissing, ApiKeysUnreadable, ApiKeyUnknown, ScopeMissing
from shared.api_keys import KEY_LENGTH, Scope, digest, parse_key_file, read_key_file

logger = logging.getLogger(__name__)

# The file is read, not only its times: 15 us once a second, and no coarse clock can hide a change.
LOOK_EVERY_S = 1.0

HEALTH = frozenset({"/livez", "/readyz", "/healthz"})
# How to get in is no secret, and a browser cannot send a header with the address of a page.
OPEN = HEALTH | {*DOCS_FILES, "/openapi.json"}
ADMIN = frozenset({"/metrics"})
BEARER = b"bearer "


def scope_of(path: str) -> Scope | None:
    """The scope that an address asks for, None where no key is asked for."""
    if path in OPEN:
        return None
    if path in ADMIN:
        return "admin"
    return "chat" if path == "/chat" or path.startswith("/chat/") else "read"


class _Key(NamedTuple):
    name: str
    scopes: tuple[Scope, ...]
    digest: bytes


class KeyRing:
    """Used by the event loop's thread only."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._look_at = float("-inf")
        self._raw: bytes | None = None
        self._trouble: ApiKeysUnreadable | None = None
        # By the first bytes of the digest: how long that look-up takes tells something about the
        # hash of what the caller sent, never about a key. The whole digest is compared after it.
        self._keys: dict[bytes, _Key] = {}

    def name_for(self, request: AsgiScope) -> str | None:
        """Whose key opens it; None while there are no keys.

        Raises ApiKeyMissing, ApiKeyUnknown, ScopeMissing or ApiKeysUnreadable.
        """
        now = self._clock()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY_S
            self._follow()
        if self._trouble is not None:
            raise ApiKeysUnreadable(str(self._trouble))
        if not self._keys:
            return None
        sent = _sent_key(request)
        if sent is None:
            raise ApiKeyMissing("no API key was sent")
        key = self._find(sent)
        wanted = scope_of(request["path"])
        if wanted not in key.scopes:
            raise ScopeMissing(f"the scope {wanted} is needed")
        return key.name

    def _find(self, sent: bytes) -> _Key:
        if len(sent) == KEY_LENGTH:
            sent_digest = digest(sent)
            key = self._keys.get(sent_digest[:8])
            if key is not None and hmac.compare_digest(key.digest, sent_digest):
                return key
        raise ApiKeyUnknown("the API key that was sent is not known")

    def _follow(self) -> None:
        try:
            raw = read_key_file(self._path)
            if raw == self._raw and self._trouble is None:
                return
            found = parse_key_file(raw)
        except ApiKeysUnreadable as exc:
            if self._trouble is None or str(self._trouble) != str(exc):
                logger.warning("api_keys_unreadable detail=%s", exc)
            self._trouble = exc
            return
        whole = [(bytes.fromhex(key.sha256), key) for key in found]
        self._keys = {one[:8]: _Key(key.name, key.scopes, one) for one, key in whole}
        self._raw, self._trouble = raw, None
        logger.info("api_keys_followed keys=%d", len(found))


def _sent_key(request: AsgiScope) -> bytes | None:
    bearer = plain = None
    for name, value in request["headers"]:
        if name == b"authorization":
            if value[:7].lower() == BEARER:
                bearer = value[7:].strip()
        elif name == b"x-api-key":
            plain = value
    return plain if bearer is None else bearer
