"""What the window checks of settings before the Settings class does."""

import socket
from collections.abc import Iterator

import pytest

from tests.process.ports import free_ports
from tools.window.settings_store import Setting, Wrong, save

API, DASHBOARD, HOST = "HUB_API_PORT", "HUB_DASHBOARD_PORT", "HUB_HOST"


@pytest.fixture
def now() -> dict[str, Setting]:
    """A hub on two ports of its own."""
    ports = free_ports(2)
    values = {HOST: "127.0.0.1", API: str(ports[0]), DASHBOARD: str(ports[1])}
    return {name: Setting(value, True, "dotenv", value) for name, value in values.items()}


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def names(wrong: list[Wrong]) -> list[str]:
    return [one.name for one in wrong]


def test_another_programs_port_is_refused(now: dict[str, Setting], taken: str) -> None:
    (wrong,) = save({DASHBOARD: taken}, now)
    assert wrong.name == DASHBOARD
    assert wrong.en.startswith(f"Port {taken} is used by another program")
    assert wrong.ko.startswith(f"포트 {taken}을(를) 다른 프로그램이 쓰고 있습니다")


def test_two_services_cannot_share_a_port(now: dict[str, Setting]) -> None:
    wrong = save({DASHBOARD: now[API].value}, now)
    assert names(wrong) == [DASHBOARD]
    assert wrong[0].en == f"API and dashboard cannot share port {now[API].value}."


def test_a_host_must_be_this_pcs(now: dict[str, Setting]) -> None:
    assert names(save({HOST: "192.0.2.77"}, now)) == [HOST]


def test_a_file_of_targets_must_be_there(now: dict[str, Setting]) -> None:
    wrong = save({"HUB_TARGETS": "no/such.csv"}, now)
    assert wrong == [
        Wrong("HUB_TARGETS", "no/such.csv: 파일이 없습니다.", "no/such.csv: no such file.")
    ]


def test_nothing_changed_is_nothing_to_ask(now: dict[str, Setting]) -> None:
    assert save({}, now) == []
