"""The doctor beside real troubles: each is found, by name, and its sentence has the remedy."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from pydantic import SecretStr

from shared.api_keys import ApiKey, digest, new_key, write_keys
from shared.settings import Settings
from tests.chaos.mounts import read_only, small_disk
from tests.factories import erp_rows, make_source
from tests.fake_gemini import KEY, FakeGemini
from tests.hub_fixtures import plant_settings
from tests.process.ports import free_ports
from tests.waiting import until
from tools.launcher.doctor import access, data, machine
from tools.launcher.doctor.finding import Finding
from tools.publisher.pipeline import publish
from tools.setup.console import ROOT

TODAY = date.today()


@pytest.fixture
def plant(tmp_path: Path) -> Callable[..., Settings]:
    """Settings of a plant whose live file is sound and has this week's rows."""
    rows = erp_rows(TODAY.year, 60, 1, first=TODAY - timedelta(days=5), last=TODAY, bad_every=0)
    make_source(tmp_path / "database" / "production_analysis.db", rows)

    def made(**changes: Any) -> Settings:
        return plant_settings(tmp_path, **changes)

    return made


def wrong(found: Iterable[Finding]) -> list[str]:
    return [one.key for one in found if not one.ok]


def data_wrong(settings: Settings, *, runs: bool = False) -> list[str]:
    return wrong(data.checks(settings, runs=runs))


def test_a_sound_plant_has_no_problem(plant: Callable[..., Settings]) -> None:
    settings = plant(api_port=free_ports(2)[0], dashboard_port=free_ports(2)[1])
    assert publish(settings, None, TODAY).rejections == {}
    found = [*machine.checks(settings), *data.checks(settings, runs=False)]
    found += access.checks(settings)
    assert [(one.key, one.en) for one in found if not one.ok] == []


def test_a_full_disk(tmp_path: Path, plant: Callable[..., Settings]) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        (disk / "full").write_bytes(b"x" * 1_900_000)
        assert machine.disk(plant(data_dir=disk)).key == "disk_small"
        with contextlib.suppress(OSError), (disk / "rest").open("wb") as file:
            file.write(b"x" * 1_000_000)
        assert machine.writable("data", disk).key == "folder_unwritable"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    with read_only(folder):
        found = machine.writable("logs", folder)
    assert found.key == "folder_unwritable"
    assert "HUB_LOG_DIR" in found.en
    assert "HUB_LOG_DIR" in found.ko


def test_too_little_memory() -> None:
    found = machine.memory(psutil.virtual_memory().total)
    assert (found.key, "HUB_API_WORKERS" in found.en) == ("memory_small", True)


def test_an_occupied_port(plant: Callable[..., Settings]) -> None:
    with socket.socket() as intruder:
        intruder.bind(("127.0.0.1", 0))
        intruder.listen()
        settings = plant(api_port=intruder.getsockname()[1], dashboard_port=free_ports(1)[0])
        found = [one for one in machine.ports(settings) if not one.ok]
    assert [one.key for one in found] == ["port_used"]
    assert f"pid {os.getpid()}" in found[0].en
    assert "HUB_API_PORT=" in found[0].en


def test_two_services_on_one_port(plant: Callable[..., Settings]) -> None:
    assert wrong(machine.ports(plant(api_port=9000, dashboard_port=9000))) == ["ports_equal"]


def test_a_service_that_nobody_looks_after(tmp_path: Path) -> None:
    environment = {**os.environ, "HUB_DATA_DIR": str(tmp_path), "HUB_LOG_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "tools.watcher"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as left:
        try:
            until(lambda: not machine.leftovers().ok, "it is found")
            found = machine.leftovers()
            assert found.key == "processes_left"
            assert f"tools.watcher (pid {left.pid})" in found.en
            assert str(left.pid) in found.en.rpartition(":")[2]
        finally:
            left.kill()


def spoil_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4_096:8_192] = b"\xff" * 4_096
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "key", "remedy"),
    [
        pytest.param(lambda path: path.unlink(), "source_missing", "HUB_LIVE_DB=", id="missing"),
        pytest.param(lambda path: path.write_bytes(b"MZ" * 500), "source_not_sqlite",
                     "Check what the ERP wrote", id="no SQLite"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5_000]), "source_truncated",
                     "write the file again", id="cut off"),
        pytest.param(spoil_middle, "source_corrupt", "write the file again", id="corrupt"),
        pytest.param(lambda path: make_source(path, [], table="other"), "source_table_missing",
                     "HUB_SOURCE_TABLE", id="no table"),
        pytest.param(lambda path: make_source(path, [], omit=["item_code"]),
                     "source_columns_missing", "HUB_SOURCE_COLUMNS", id="no column"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), "source_unreadable",
                     "read permission", id="unreadable"),
    ],
)  # fmt: skip
def test_a_bad_erp_file(
    spoil: Callable[[Path], object], key: str, remedy: str, plant: Callable[..., Settings]
) -> None:
    settings = plant()
    publish(settings, None, TODAY)
    spoil(settings.live_db)
    found = [one for one in data.checks(settings, runs=False) if not one.ok]
    assert [one.key for one in found] == [key]
    assert remedy in found[0].en
    assert found[0].ko != found[0].en


def test_an_erp_that_writes_nothing_new(plant: Callable[..., Settings]) -> None:
    settings = plant()
    old = TODAY - timedelta(days=30)
    rows = erp_rows(old.year, 20, 1, first=old, last=old, bad_every=0)
    make_source(settings.live_db, rows)
    publish(settings, None, TODAY)
    assert data_wrong(settings) == ["source_stale"]


def test_a_clock_behind_the_data(plant: Callable[..., Settings]) -> None:
    settings = plant()
    coming = TODAY + timedelta(days=3)
    rows = erp_rows(coming.year, 20, 1, first=coming, last=coming, bad_every=0)
    make_source(settings.live_db, rows)
    publish(settings, None, TODAY)
    assert data_wrong(settings) == ["clock_behind_data"]


def test_a_clock_behind_the_file(plant: Callable[..., Settings]) -> None:
    settings = plant()
    publish(settings, None, TODAY)
    os.utime(settings.live_db, (time.time() + 86_400, time.time() + 86_400))
    assert data_wrong(settings) == ["clock_behind_file"]


def test_nothing_published_and_a_watcher_that_is_silent(plant: Callable[..., Settings]) -> None:
    assert data_wrong(plant(), runs=True) == ["published_nothing", "watcher_silent"]


def test_a_network_that_needs_no_key(plant: Callable[..., Settings]) -> None:
    settings = plant(host="0.0.0.0")
    found = [one for one in access.network(settings) if not one.ok]
    assert [one.key for one in found] == ["network_open"]
    assert "python -m tools.keys add" in found[0].en
    key = ApiKey(
        name="one", scopes=("read",), created=TODAY, sha256=digest(new_key().encode()).hex()
    )
    write_keys(settings.api_keys, (key,))
    assert wrong(access.network(settings)) == []


def test_a_damaged_key_file(plant: Callable[..., Settings]) -> None:
    settings = plant()
    settings.api_keys.write_text("{}")
    found = [one for one in access.network(settings) if not one.ok]
    assert [one.key for one in found] == ["api_keys_unreadable"]
    assert "python -m tools.keys add" in found[0].en


def gemini(plant: Callable[..., Settings], url: str, key: str = KEY) -> Finding:
    settings = plant(gemini_api_key=SecretStr(key), gemini_base_url=url, gemini_model="one")
    found = access.gemini(settings, limit_s=2)
    assert key not in found.en + found.ko
    return found


def test_gemini_as_it_answers(plant: Callable[..., Settings]) -> None:
    with FakeGemini() as service:
        assert gemini(plant, service.url).key == "gemini_model"
        service.script("one")
        assert gemini(plant, service.url).key == "gemini_good"
        assert gemini(plant, service.url, "AIza-wrong").key == "gemini_key"


def test_gemini_that_cannot_be_reached(plant: Callable[..., Settings]) -> None:
    found = gemini(plant, f"http://127.0.0.1:{free_ports(1)[0]}")
    assert found.key == "gemini_unreachable"
    assert "GEMINI_BASE_URL" in found.en


def test_gemini_that_says_nothing(plant: Callable[..., Settings]) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        found = gemini(plant, f"http://127.0.0.1:{deaf.getsockname()[1]}")
    assert found.key == "gemini_silent"
