"""`/events` over real sockets of a real worker."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from api.broadcaster import MAX_LISTENERS
from shared.settings import Settings
from shared.watcher_state import State, WatcherState, utc_now, write_watcher_state
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import publish_now
from tests.process.ports import free_ports
from tests.processes import ROOT, Service
from tests.waiting import until

pytestmark = pytest.mark.process
WAIT_S = 10


class Listener:
    """One connection to /events, read line by line."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), WAIT_S)
        self._socket.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self._lines = self._socket.makefile("rb")
        self.status = int(self._lines.readline().split()[1])

    def event(self) -> dict[str, Any]:
        """The next event's data."""
        for line in self._lines:
            if line.startswith(b"data: "):
                found: dict[str, Any] = json.loads(line[6:])
                return found
        raise AssertionError("the stream has ended")

    def rest(self) -> bytes:
        """Until the server closes the connection."""
        return self._lines.read()

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


@pytest.fixture
def port() -> int:
    return free_ports(1)[0]


@pytest.fixture
def service(settings: Settings, tmp_path: Path, port: int) -> Iterator[Service]:
    """A worker that has nothing to serve yet."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("HUB_")},
        "PYTHONPATH": str(ROOT),
        "HUB_LIVE_DB": str(settings.live_db),
        "HUB_DATA_DIR": str(settings.data_dir),
        "HUB_API_PORT": str(port),
    }
    worker = Service("api", f"http://127.0.0.1:{port}/livez", environment, tmp_path)
    worker.start()
    yield worker
    worker.kill()


def heartbeat(settings: Settings) -> None:
    now = utc_now()
    state = WatcherState(pid=1, started_at=now, heartbeat_at=now, state=State.WATCHING)
    write_watcher_state(settings.watcher_state_path, state)


@pytest.mark.usefixtures("service")
def test_the_state_at_once_and_each_change(settings: Settings, port: int) -> None:
    with closing(Listener(port)) as one:
        assert one.event() == {
            "version": None, "published_at": None, "data_to": None, "status": "unavailable"
        }  # fmt: skip
        manifest = publish_now(settings)
        expected = {
            "version": manifest.version,
            "published_at": manifest.published_at,
            "data_to": manifest.last_day,
            "status": "degraded",
        }
        assert one.event() == expected
        heartbeat(settings)
        assert one.event() == {**expected, "status": "ok"}

        make_source(settings.live_db, erp_rows(2026, 300, 99))
        newer = publish_now(settings)
        assert newer.version != manifest.version
        assert one.event()["version"] == newer.version
        with closing(Listener(port)) as late:
            assert late.event()["version"] == newer.version


def test_an_old_version_is_let_go_while_somebody_listens(
    settings: Settings, service: Service, port: int
) -> None:
    publish_now(settings)
    assert service.process is not None
    worker = psutil.Process(service.process.pid)
    with closing(Listener(port)) as one:
        first = one.event()["version"]
        old = {file.path for file in worker.open_files() if "partitions" in file.path}
        make_source(settings.live_db, erp_rows(2026, 300, 98))
        publish_now(settings)
        assert one.event()["version"] != first
        now = {file.path for file in worker.open_files() if "partitions" in file.path}
        assert any("live" in path for path in old - now)


@pytest.mark.usefixtures("service")
def test_places_are_limited_and_given_back(settings: Settings, port: int) -> None:
    publish_now(settings)
    url = f"http://127.0.0.1:{port}/events"
    with ExitStack() as open_ones:
        crowd = [open_ones.enter_context(closing(Listener(port))) for _ in range(MAX_LISTENERS + 5)]
        assert [one.status for one in crowd] == [200] * MAX_LISTENERS + [503] * 5
        refused = requests.get(url, timeout=WAIT_S)
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["code"] == "too_many_listeners"
        assert refused.headers["retry-after"] == "10"
        versions = {one.event()["version"] for one in crowd[:MAX_LISTENERS]}
        assert len(versions) == 1
        make_source(settings.live_db, erp_rows(2026, 300, 97))
        newer = publish_now(settings)
        assert {one.event()["version"] for one in crowd[:MAX_LISTENERS]} == {newer.version}

    def has_room() -> bool:
        with closing(Listener(port)) as one:
            return one.status == 200

    until(has_room, "the places are free again")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_stops_at_once_with_listeners(
    service: Service, port: int, how: signal.Signals
) -> None:
    with ExitStack() as open_ones:
        crowd = [open_ones.enter_context(closing(Listener(port))) for _ in range(20)]
        assert service.process is not None
        started = time.monotonic()
        service.process.send_signal(how)
        service.process.wait(WAIT_S)
        # uvicorn's own grace is five seconds; it is not used up.
        assert time.monotonic() - started < 3
        for one in crowd:
            assert one.rest().endswith(b"0\r\n\r\n")


@pytest.mark.usefixtures("service")
def test_not_kept_not_compressed_and_head_ends(port: int) -> None:
    url = f"http://127.0.0.1:{port}/events"
    with requests.get(url, stream=True, timeout=WAIT_S, headers={"Accept-Encoding": "gzip"}) as got:
        assert got.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert got.headers["cache-control"] == "no-store"
        assert "content-encoding" not in got.headers
        assert "etag" not in got.headers
        assert next(got.iter_lines()) == b"retry: 2000"
    assert requests.head(url, timeout=WAIT_S).headers["content-type"].startswith("text/event")
    assert requests.get(f"{url}?since=1", timeout=WAIT_S).status_code == 422
