"""Who a user is: a key, a viewer that this machine names, or an address."""

import pytest
from starlette.requests import Request

from api.chat_user import user_of


def request(host: str, key: str | None = None, forwarded: str | None = None) -> Request:
    headers = [] if forwarded is None else [(b"x-hub-user", forwarded.encode())]
    return Request(
        {
            "type": "http",
            "headers": headers,
            "client": (host, 50_000),
            "state": {"key_name": key},
        }
    )


@pytest.mark.parametrize(
    ("host", "key", "forwarded", "expected"),
    [
        ("192.168.0.7", None, None, "address:192.168.0.7"),
        ("192.168.0.7", None, "kim", "address:192.168.0.7"),
        ("127.0.0.1", None, "kim", "address:127.0.0.1/kim"),
        ("::1", None, "kim", "address:::1/kim"),
        ("::ffff:127.0.0.1", None, "kim", "address:::ffff:127.0.0.1/kim"),
        ("127.0.0.1", None, " ", "address:127.0.0.1"),
        ("192.168.0.7", "script", "kim", "key:script"),
        ("127.0.0.1", "dashboard", "kim", "key:dashboard/kim"),
        ("127.0.0.1", "dashboard", None, "key:dashboard"),
        ("unix", None, "kim", "address:unix"),
    ],
)
def test_user(host: str, key: str | None, forwarded: str | None, expected: str) -> None:
    assert user_of(request(host, key, forwarded)) == expected


def test_a_long_name_is_cut() -> None:
    assert len(user_of(request("127.0.0.1", None, "x" * 500))) == len("address:127.0.0.1/") + 64
