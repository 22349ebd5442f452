"""The tools at /mcp, asked by the official client: two workers, one port, both protocol ages."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
import requests
from mcp.client import Client
from mcp.client.client import ConnectMode

from api.assistant.toolbox import TOOLS
from shared.settings import Settings
from tests.dashboard.truth import total
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings, publish_now
from tests.process.test_workers import Workers
from tests.reference import reference_rows

pytestmark = pytest.mark.process

Asked = dict[str, Any]
PING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPTS = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def plant_with_mcp(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("mcp")
    make_plant_files(folder)
    settings = plant_settings(folder)
    publish_now(settings)
    return settings


@pytest.fixture(scope="module")
def workers(plant_with_mcp: Settings) -> Iterator[Workers]:
    folder = plant_with_mcp.data_dir.parent
    started = Workers(folder, {"HUB_MCP": "true"})
    try:
        yield started
    finally:
        started.process.terminate()
        assert started.process.wait(timeout=30) == 0


@asynccontextmanager
async def connected(workers: Workers, mode: ConnectMode) -> AsyncIterator[Client]:
    async with Client(f"http://127.0.0.1:{workers.port}/mcp", mode=mode) as client:
        yield client


async def call(client: Client, name: str, **arguments: Any) -> Asked:
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    structured: Asked = result.structured_content
    assert json.loads(getattr(result.content[0], "text", "")) == structured
    return structured


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_a_client_finds_the_six_tools_and_gets_the_files_numbers(
    workers: Workers, plant_with_mcp: Settings, mode: ConnectMode
) -> None:
    rows = reference_rows(plant_with_mcp.sources(), SNAPSHOT_DAY).rows
    year = [row for row in rows if date.fromisoformat(row["production_date"][:10]).year == 2026]

    async def ask() -> None:
        async with connected(workers, mode) as client:
            listed = await client.list_tools()
            assert {tool.name for tool in listed.tools} == set(TOOLS)
            assert all(
                tool.annotations and tool.annotations.read_only_hint for tool in listed.tools
            )
            status = await call(client, "data_status")
            assert len(status["data_version"]) == 12
            sums = await call(
                client, "aggregate", date_from="2026-01-01", date_to="2026-12-31", group_by="year"
            )
            place = sums["columns"].index("total_production")
            assert sums["rows"][0][place] == total(year)
            counted = await call(client, "run_sql", sql="select count(*) from production")
            assert counted["rows"] == [[len(rows)]]
            assert "count(*)" in counted["sql"]

    asyncio.run(ask())


def test_what_a_tool_cannot_do_is_told_the_model(workers: Workers) -> None:
    async def ask() -> None:
        async with connected(workers, "auto") as client:
            for name, arguments, words in (
                ("run_sql", {"sql": "drop table production"}, "SELECT"),
                ("aggregate", {"group_by": "moon"}, "group_by"),
                ("stock", {}, "There is no tool 'stock'"),
            ):
                result = await client.call_tool(name, arguments)
                assert result.is_error
                assert words in getattr(result.content[0], "text", "")

    asyncio.run(ask())


def test_pages_of_other_sites_and_foreign_names_are_turned_away(workers: Workers) -> None:
    url = f"http://127.0.0.1:{workers.port}/mcp"
    evil = requests.post(url, json=PING, headers={**ACCEPTS, "Origin": "https://evil.example"})
    assert (evil.status_code, evil.json()["code"]) == (403, "origin_not_allowed")
    named = requests.post(url, json=PING, headers={**ACCEPTS, "Host": "evil.example"})
    assert named.json()["code"] == "host_not_allowed"
    own = requests.post(url, json=PING, headers={**ACCEPTS, "Origin": "http://localhost:8501"})
    assert own.status_code == 200
    assert len(own.json()["result"]["tools"]) == 6


def test_no_request_leaves_a_stream_open(workers: Workers) -> None:
    url = f"http://127.0.0.1:{workers.port}/mcp"
    for method in ("GET", "DELETE", "PUT"):
        refused = requests.request(method, url, headers=ACCEPTS, timeout=20)
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
        assert refused.json()["code"] == "method_not_allowed"
    large = requests.post(url, data=b" " * 70_000, headers={"Content-Type": "application/json"})
    assert large.status_code == 413
