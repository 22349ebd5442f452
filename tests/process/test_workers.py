"""Two real API workers behind one port: one dies or hangs, the other serves on."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.hub_fixtures import make_plant_files, plant_settings, publish_now
from tests.process.load import Load
from tests.process.ports import free_ports, is_free
from tests.waiting import is_alive, until
from tools.setup.console import ROOT

pytestmark = pytest.mark.process
PAGE = "/records?limit=20"
BOTH = ["api-1", "api-2"]


class Workers:
    """The supervisor's process; the workers answer at `port`."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        (self.port,) = free_ports(1)
        self._output = folder / "hub.out"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
        environment = {
            **kept,
            "HUB_DATA_DIR": str(folder / "data"),
            "HUB_LOG_DIR": str(folder / "logs"),
            "HUB_API_PORT": str(self.port),
            "HUB_API_WORKERS": "2",
            "HUB_LANGUAGE": "en",
            **(settings or {}),
        }
        with self._output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.process.worker_hub"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
        until(lambda: "Press Ctrl+C" in self.said(), "both workers are healthy", timeout_s=60)

    def said(self) -> str:
        return self._output.read_text(encoding="utf-8")

    def get(self, path: str) -> tuple[str, bytes]:
        """The worker that answered, on a connection of its own, and its body."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=60) as response:
            return response.headers["X-Worker"], response.read()

    def pids(self) -> dict[str, int]:
        """Of the workers that live, as one of them tells."""
        status: Any = json.loads(self.get("/status")[1])
        return {one["worker"]: one["pid"] for one in status["workers"]}

    def replaced(self, before: dict[str, int], worker: str) -> dict[str, int]:
        """All pids, once `worker` lives again with a new one."""

        def look() -> dict[str, int]:
            pids = self.pids()
            return pids if pids.get(worker, before[worker]) != before[worker] else {}

        return until(look, f"{worker} is back")

    def from_both(self, path: str) -> dict[str, bytes]:
        """The last answer of each worker; asks until both have answered."""
        found: dict[str, bytes] = {}

        def ask() -> bool:
            worker, body = self.get(path)
            found[worker] = body
            return sorted(found) == BOTH

        until(ask, "both workers answer")
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_plant_files(tmp_path)
    publish_now(plant_settings(tmp_path))
    return tmp_path


@pytest.fixture
def workers(folder: Path) -> Iterator[Workers]:
    running = Workers(folder)
    yield running
    running.process.kill()
    running.process.wait()


def samples(text: bytes) -> dict[tuple[str, str, str], float]:
    """By name, worker and route."""
    return {
        (sample.name, sample.labels.get("worker", ""), sample.labels.get("route", "")): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_a_killed_worker_fails_only_its_own_requests(workers: Workers) -> None:
    _, page = workers.get(PAGE)
    assert len(json.loads(page)["data"]) == 20
    before = workers.pids()
    assert sorted(before) == BOTH
    with Load(workers.port, PAGE, page, clients=8) as load:

        def spread() -> bool:
            return min(load.spread(worker) for worker in BOTH) >= 3

        until(spread, "the clients are spread over both")
        os.kill(before["api-1"], signal.SIGKILL)
        load.go_on(answers=20)
        after = workers.replaced(before, "api-1")
        until(spread, "the clients are spread over both again")
    assert after["api-2"] == before["api-2"]
    assert load.wrong() == []
    assert set(load.failed()) <= {"api-1"}
    assert max(len(client.failed) for client in load.clients) <= 1
    assert "API 1: ended after" in workers.said()
    assert "API 2: " not in workers.said()

    told = {worker: samples(body) for worker, body in workers.from_both("/metrics").items()}
    for found in told.values():
        assert found["hub_cache_max_bytes", "api-1", ""] == 64_000_000
        assert found["hub_cache_max_bytes", "api-2", ""] == 64_000_000
        served = "hub_http_request_duration_seconds_count"
        assert found[served, "api-2", "/records"] >= sum(c.answers for c in load.clients) / 4
        assert found["hub_data_available", "", ""] == 1

    workers.process.send_signal(signal.SIGTERM)
    assert workers.process.wait(timeout=15) == 0
    assert not any(is_alive(pid) for pid in after.values())
    assert is_free(workers.port)


def test_a_hung_worker_is_replaced_and_nothing_survives_the_supervisor(workers: Workers) -> None:
    before = workers.pids()
    os.kill(before["api-2"], signal.SIGSTOP)
    until(lambda: "API 2: did not answer" in workers.said(), "the hang is noticed")
    after = workers.replaced(before, "api-2")
    assert after["api-1"] == before["api-1"]
    assert not is_alive(before["api-2"])

    children = [child.pid for child in psutil.Process(workers.process.pid).children()]
    workers.process.kill()
    workers.process.wait()
    until(lambda: not any(is_alive(pid) for pid in children), "all workers are gone")
    # A killed process counts as dead a moment before its last thread lets go of the port.
    until(lambda: is_free(workers.port), "the port is free", timeout_s=5)
