"""The API as one service or as several behind one port."""

from pathlib import Path

import pytest

from tests.hub_fixtures import plant_settings
from tests.process.ports import free_ports
from tools.supervisor import hub
from tools.supervisor.core_settings import CoreSettings
from tools.supervisor.settings_child import core_part


def settings_for(folder: Path, workers: int) -> CoreSettings:
    api_port, dashboard_port = free_ports(2)
    settings = plant_settings(
        folder, api_workers=workers, api_port=api_port, dashboard_port=dashboard_port
    )
    return core_part(settings)


def test_one_worker_binds_its_port_itself(tmp_path: Path) -> None:
    (spec,) = hub.hub_services(settings_for(tmp_path, 1), ["api"])
    assert (spec.name, spec.command[1:], spec.listener) == ("api", ("-m", "api"), None)


def test_several_share_one_port_that_is_checked_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 3)
    specs = hub.hub_services(settings)
    assert [spec.name for spec in specs] == ["watcher", "api-1", "api-2", "api-3", "dashboard"]
    workers = specs[1:4]
    assert [spec.command[-2:] for spec in workers] == [("--worker", str(n)) for n in (1, 2, 3)]
    assert len({spec.listener for spec in workers}) == 1
    hub.check_ports(specs)


def test_services_are_claimed_one_by_one(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 1)
    api = hub.claim(settings, ["api"])
    others = hub.claim(settings, ["watcher", "dashboard"])
    with pytest.raises(hub.StartRefused) as caught:
        hub.claim(settings)
    assert caught.value.key == "already_running"
    others.release()
    # What the refused one had taken it has given back.
    hub.claim(settings, ["watcher"]).release()
    api.release()
    hub.claim(settings).release()


def test_what_earlier_workers_left_is_swept(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 2)
    settings.workers_dir.mkdir(parents=True)
    for name in ("board", "api-7.json", "api-7.json.123.tmp"):
        (settings.workers_dir / name).touch()
    hub.claim(settings, ["watcher"]).release()
    assert len(list(settings.workers_dir.iterdir())) == 3
    hub.claim(settings, ["api"]).release()
    assert list(settings.workers_dir.iterdir()) == []
