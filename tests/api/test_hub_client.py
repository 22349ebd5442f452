"""The client for scripts against a real worker, and what the README says about it."""

import ast
import http.server
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.answers import Question
from dashboard.client import HubClient
from shared import hub_client
from shared.hub_client import Hub, HubError
from shared.settings import Settings
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tests.process.ports import free_ports
from tests.processes import ROOT, Service
from tests.reference import ReferenceRow, reference_rows
from tests.waiting import until
from tools.keys.commands import add, revoke
from tools.supervisor.hub import hub_services
from tools.supervisor.settings_child import core_part

pytestmark = pytest.mark.process
SOURCE = ROOT / "shared" / "hub_client.py"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Settings]]:
    folder = tmp_path_factory.mktemp("client")
    make_plant_files(folder, rows=3_000)
    settings = plant_settings(folder)
    publish_now(settings)
    (port,) = free_ports(1)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
    environment = {**kept, "PYTHONPATH": str(ROOT), "HUB_API_PORT": str(port)}
    url = f"http://127.0.0.1:{port}"
    worker = Service("api", f"{url}/healthz", environment, folder)
    worker.start()
    yield url, settings
    worker.kill()


@pytest.fixture
def hub(served: tuple[str, Settings]) -> Hub:
    return Hub(served[0], trust_env=False)


@pytest.fixture(scope="module")
def rows(served: tuple[str, Settings]) -> tuple[ReferenceRow, ...]:
    return reference_rows(served[1].sources(), SNAPSHOT_DAY).rows


def test_all_records_over_all_pages(hub: Hub, rows: tuple[ReferenceRow, ...]) -> None:
    assert len(rows) > hub_client.PAGE_ROWS
    assert list(hub.records()) == list(rows)
    few = [row for row in rows if row["item_code"] in ("B0061", "BW0021")]
    found = hub.iter_records(item_code=["BW0021", "B0061"], limit=500, date_from=date(2000, 1, 1))
    assert list(found) == few
    assert hub.version


def test_a_frame_has_dates_and_numbers(hub: Hub, rows: tuple[ReferenceRow, ...]) -> None:
    frame = hub.to_dataframe(date_from="2026-01-01")
    mine = [row for row in rows if row["production_date"] >= "2026"]
    assert len(frame) == len(mine)
    assert frame["good_quantity"].sum() == pytest.approx(
        sum(row["good_quantity"] or 0 for row in mine)
    )
    assert frame["production_date"].max() == pd.Timestamp(mine[0]["production_date"])
    nothing = hub.to_dataframe(item_code="NOPE")
    assert nothing.empty
    assert dict(nothing.dtypes) == dict(frame.dtypes) | dict(nothing.dtypes)
    assert nothing["production_date"].dtype.kind == "M"


def test_totals_and_items(hub: Hub, rows: tuple[ReferenceRow, ...]) -> None:
    assert hub.totals()["total"]["batch_count"] == len(rows)
    months = hub.totals("month", date_from="2026-01-01")["data"]
    assert [row["year_month"] for row in months] == [f"2026-{month:02}" for month in range(1, 12)]
    assert {row["item_code"] for row in hub.items()} == {row["item_code"] for row in rows}
    assert [row["item_code"] for row in hub.items(q="BW0021")] == ["BW0021"]


def test_errors_say_what_to_do(hub: Hub) -> None:
    with pytest.raises(HubError, match="did you mean item_code") as refused:
        list(hub.records(itemcode="BW0021"))
    error = refused.value
    assert (error.code, error.status) == ("invalid_query", 422)
    assert error.hint


def test_nobody_there() -> None:
    (port,) = free_ports(1)
    with pytest.raises(HubError, match="no_answer"):
        Hub(f"http://127.0.0.1:{port}", trust_env=False).items()


class Busy(http.server.BaseHTTPRequestHandler):
    """503 so many times, then a list."""

    left = 0
    asked = 0

    def do_GET(self) -> None:
        cls = type(self)
        cls.asked += 1
        cls.left -= 1
        busy = cls.left >= 0
        body = b'{"code":"busy","detail":"later","hint":"wait"}' if busy else b"[]"
        self.send_response(503 if busy else 200)
        self.send_header("Retry-After", "3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing on the test's output."""


@pytest.mark.parametrize(("times", "asked"), [(2, 3), (9, 4)], ids=["gets through", "gives up"])
def test_a_busy_hub_is_asked_again_a_few_times(times: int, asked: int) -> None:
    handler = type("Handler", (Busy,), {"left": times})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = Hub(f"http://127.0.0.1:{server.server_port}", max_wait_s=0.05, trust_env=False)
        started = time.monotonic()
        if asked == times + 1:
            assert client.items() == []
        else:
            with pytest.raises(HubError) as refused:
                client.items()
            assert (refused.value.code, refused.value.status) == ("busy", 503)
        assert time.monotonic() - started < 5
        server.shutdown()
    assert getattr(handler, "asked") == asked  # noqa: B009 - a class made above


def test_it_can_be_copied_alone(served: tuple[str, Settings], tmp_path: Path) -> None:
    text = SOURCE.read_text("utf-8")
    assert text.count("\n") < 100
    tree = ast.parse(text)
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert modules == {"collections.abc", "dataclasses", "typing", "time", "requests", "pandas"}

    (tmp_path / "hub_client.py").write_text(text, "utf-8")
    found = re.search(
        r"```python\n(from hub_client.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S
    )
    assert found is not None
    script = found[1].replace("http://127.0.0.1:8000", served[0])
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "BW0021" in done.stdout


def refusal_of(hub: Hub) -> str:
    """Why it gets no items; nothing where it does."""
    try:
        hub.items()
    except HubError as exc:
        return exc.code
    return ""


def test_with_keys_on_scripts_dashboard_and_probes_go_on(
    served: tuple[str, Settings], hub: Hub
) -> None:
    url, settings = served
    secret, _ = add(settings.api_keys, "script", ["read"], date(2026, 11, 25))
    try:
        until(lambda: refusal_of(hub) == "api_key_missing", "the worker has seen the first key")
        mine = Hub(url, api_key=f"{secret}\n", trust_env=False)
        assert [row["item_code"] for row in mine.items(q="BW0021")] == ["BW0021"]
        assert secret not in repr(mine)
        total = Question.to("/summary/totals", group_by="none")
        assert HubClient(url, api_key=secret).load([total]).failure is None
        at_port = settings.model_copy(update={"api_port": port_of(url)})
        for service in hub_services(core_part(at_port)):
            if service.name == "api":
                assert service.probe(0)
        revoke(settings.api_keys, "script")
        until(lambda: refusal_of(hub) == "", "the worker has seen that no key is left")
    finally:
        settings.api_keys.unlink()


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


@pytest.mark.parametrize(
    ("key", "message"), [("hub_\nx: y", "InvalidHeader"), ("hub_secret", "ConnectionError")]
)
def test_no_error_shows_the_key(key: str, message: str) -> None:
    (port,) = free_ports(1)
    with pytest.raises(HubError, match=message) as caught:
        Hub(f"http://127.0.0.1:{port}", api_key=key, trust_env=False).items()
    assert key not in str(caught.value)


def test_a_key_is_not_taken_along_to_another_address() -> None:
    seen: list[str] = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing on the test's output."""

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = Hub(f"http://127.0.0.1:{server.server_port}", api_key="hub_x", trust_env=False)
        with pytest.raises(HubError) as refused:
            client.items()
        server.shutdown()
    assert (refused.value.code, refused.value.status) == ("not_understood", 302)
    assert seen == ["/items"]
