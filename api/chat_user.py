"""Whose question it is: budgets and conversations belong to one user."""

import ipaddress

from starlette.requests import Request

from api.assistant.plain_text import one_line

FORWARDED = "x-hub-user"
MAX_USER_CHARS = 64


def user_of(request: Request) -> str:
    """The API key's name, or the address. Behind either the dashboard names its own viewer in
    `X-Hub-User`, which is believed only when it comes from this machine."""
    key_name = request.scope["state"].get("key_name")
    host = request.client.host if request.client else ""
    user = f"key:{key_name}" if key_name else f"address:{host}"
    forwarded = one_line(request.headers.get(FORWARDED, ""), MAX_USER_CHARS).strip()
    return f"{user}/{forwarded}" if forwarded and _is_loopback(host) else user


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
