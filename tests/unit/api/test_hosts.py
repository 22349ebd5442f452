"""Which Host headers are this machine's, and which are a foreign page's."""

import socket

import pytest

from api.hosts import REMEMBERED, AllowedHosts

OURS = [
    "localhost",
    "LOCALHOST:8000",
    "localhost.:8000",
    "127.0.0.1",
    "127.0.0.1:8000",
    "[::1]:8000",
    "192.168.0.12:8000",
    "10.1.2.3",
    "172.16.0.9",
    "[fe80::1]",
    "[fd00::12]:8000",
    "HUBPC:8000",
    "plant-hub_2",
    socket.gethostname(),
    f"{socket.gethostname()}:8000",
]
FOREIGN = [
    "",
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "8.8.8.8",
    "[2001:4860:4860::8888]",
    "[evil",
    "loca\xfflhost",
    "evil]",
    "evil:port",
    "2130706433",
    "1.2",
]


@pytest.mark.parametrize("header", OURS)
def test_this_machine(header: str) -> None:
    hosts = AllowedHosts("", "0.0.0.0")
    for _ in range(2):  # parsed, then remembered
        assert hosts.allow(header.encode("latin-1"))


@pytest.mark.parametrize("header", FOREIGN)
def test_foreign_names(header: str) -> None:
    hosts = AllowedHosts("", "127.0.0.1")
    for _ in range(2):
        assert not hosts.allow(header.encode("latin-1"))


@pytest.mark.parametrize(
    ("setting", "header", "allowed"),
    [
        ("hub.plant.example", "hub.plant.example:8000", True),
        ("a.example, HUB.plant.example", "hub.plant.example", True),
        ("*.plant.example", "hub.plant.example", True),
        ("*.plant.example", "plant.example", False),
        ("*.plant.example", "evilplant.example", False),
        ("*", "evil.example", True),
        (" , ", "evil.example", False),
    ],
)
def test_the_setting_adds_names(setting: str, header: str, allowed: bool) -> None:
    assert AllowedHosts(setting, "127.0.0.1").allow(header.encode()) is allowed


def test_the_name_it_is_bound_to() -> None:
    assert AllowedHosts("", "Hub.plant.example").allow(b"hub.plant.example")


def test_what_is_remembered_is_bounded() -> None:
    hosts = AllowedHosts("", "127.0.0.1")
    for port in range(2 * REMEMBERED):
        assert hosts.allow(f"localhost:{port}".encode())
    assert len(hosts._known) == REMEMBERED
