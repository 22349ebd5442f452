"""Under which names the API may be reached.

A web page anywhere can point its own name at 127.0.0.1 or at a plant PC and read what answers
there (DNS rebinding); the Host header still holds that page's name.
"""

import ipaddress
import re
import socket

REMEMBERED = 256
# `hubpc:8000`: a name without a dot is one of the local network. Nobody outside owns such a name,
# so no foreign page can be served under it.
PLAIN_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9_-]{0,62}(:\d{1,5})?")


class AllowedHosts:
    """This machine's names, names without a dot, private addresses, and HUB_ALLOWED_HOSTS.

    `*` allows everything, `*.plant.example` every name that ends so.
    """

    def __init__(self, setting: str, bound_host: str) -> None:
        extra = {name.strip().lower() for name in setting.split(",") if name.strip()}
        own = socket.gethostname().lower()
        short = own.partition(".")[0]
        self._names = {"localhost", own, short, f"{short}.local", bound_host.lower(), *extra}
        self._endings = tuple(name[1:] for name in extra if name.startswith("*."))
        self._any = "*" in extra
        # Header values that were allowed before: a look-up instead of 3 us of parsing.
        self._known: set[bytes] = set()

    def allow(self, header: bytes) -> bool:
        """Whether a Host header's value is one of them; the port does not matter."""
        if self._any or header in self._known:
            return True
        name = _name(header)
        allowed = (
            name in self._names
            or name.endswith(self._endings)
            or PLAIN_NAME.fullmatch(header) is not None
            or _is_private(name)
        )
        if allowed and len(self._known) < REMEMBERED:
            self._known.add(header)
        return allowed


def _name(header: bytes) -> str:
    text = header.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0].rstrip(".")


def _is_private(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local
