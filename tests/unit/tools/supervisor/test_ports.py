"""Ports that cannot be used."""

from tools.supervisor.ports import Address, problem


def test_a_host_that_is_not_ours_is_said() -> None:
    found = problem(Address("192.0.2.7", 8000, "HUB_API_PORT"))
    assert found is not None
    assert found.key == "host_unknown"
