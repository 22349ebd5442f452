"""What is checked before a start."""

from pathlib import Path

import pytest

from shared.loopback import is_loopback
from shared.settings import Settings
from tools.supervisor import hub
from tools.supervisor.model import ServiceSpec
from tools.supervisor.ports import Address
from tools.supervisor.settings_child import core_part


def test_two_services_on_one_port_are_refused() -> None:
    specs = [
        ServiceSpec(name, (), lambda _pid: True, Address("127.0.0.1", 8000, variable))
        for name, variable in (("api", "HUB_API_PORT"), ("dashboard", "HUB_DASHBOARD_PORT"))
    ]
    with pytest.raises(hub.StartRefused) as caught:
        hub.check_ports(specs)
    assert caught.value.key == "ports_equal"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("pc7", False)],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(_env_file=None, data_dir=tmp_path / "file" / "data")
    with pytest.raises(hub.StartRefused) as caught:
        hub.claim(core_part(settings))
    assert caught.value.key == "data_unwritable"
    assert str(tmp_path / "file") in str(caught.value.values["folder"])
