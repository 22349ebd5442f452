"""Exports of many rows are written by a process of their own: the same file, the same errors."""

import asyncio
import io
from dataclasses import replace

import orjson
import psutil
import pytest
from starlette.types import ASGIApp

from api.export import apart, child
from api.export.formats import KINDS
from api.export.frames import ERROR, PIECE, Task, read_frame
from shared.db.generation import Generation
from shared.db.router import DatabaseRouter
from shared.export_queries import ExportQuery
from shared.settings import Settings
from tests.api import test_export_places
from tests.api.asgi import Exchange
from tests.api.export_files import READERS
from tests.api.test_export_places import ADDRESS, IN_PROCESS, ask, fails_at
from tests.waiting import until

app = test_export_places.app


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every export in a process of its own, as those of many rows are."""
    for name, kind in KINDS.items():
        monkeypatch.setitem(KINDS, name, replace(kind, apart_from=0))


@pytest.mark.parametrize("kind", IN_PROCESS)
def test_a_process_writes_the_same_file(
    app: ASGIApp, request: pytest.FixtureRequest, kind: str
) -> None:
    query = f"format={kind}&date_from=2025-11-10&fields=id,item_name,good_quantity"
    here = asyncio.run(ask(app, query))
    request.getfixturevalue("processes")
    there = asyncio.run(ask(app, query))
    assert (there.status, there.complete) == (200, True)
    rows = READERS[kind](there.body)
    assert len(rows) > 300
    assert rows == READERS[kind](here.body)
    # A workbook names the moment when it was made.
    assert kind == "xlsx" or there.body == here.body


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_error_of_a_process_is_a_problem(app: ASGIApp, settings: Settings, kind: str) -> None:
    async def story() -> Exchange:
        # The worker holds the file open.
        await ask(app, "format=csv&limit=1")
        next(settings.partitions_dir.glob("live-*")).unlink()
        return await ask(app, f"format={kind}")

    answer = asyncio.run(story())
    assert (answer.status, answer.complete) == (503, True)
    assert b'"code":"generation_unreadable"' in answer.body


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("kind", ["ndjson", "parquet"])
def test_an_error_within_a_process_comes_after_its_pieces(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(Generation, "rows", fails_at(4))
    out = io.BytesIO()
    with DatabaseRouter(settings).pin() as generation:
        child.run(Task(ExportQuery(format=kind), generation.reopening()), out)
    out.seek(0)
    frames = list(iter(lambda: read_frame(out), None))
    assert frames[-1].kind == ERROR
    code, detail = orjson.loads(frames[-1].content)
    assert code == "query_timeout"
    assert detail == "the statement was stopped at its time limit"
    assert {frame.kind for frame in frames[:-1]} <= {PIECE}
    assert not b"".join(frame.content for frame in frames).endswith(b"PAR1")


@pytest.mark.usefixtures("processes")
def test_the_process_of_who_leaves_ends_at_once(app: ASGIApp) -> None:
    async def story() -> None:
        exchange = Exchange(ADDRESS, "format=csv")
        task = asyncio.create_task(exchange.run(app))
        await asyncio.to_thread(until, psutil.Process().children, "a process")
        exchange.hang_up()
        await asyncio.wait_for(task, 20)
        assert not exchange.complete
        await asyncio.to_thread(until, lambda: not psutil.Process().children(), "its end")

    asyncio.run(story())


def test_a_process_that_dies_is_a_problem(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ROOT", apart.ROOT / "tests")
    answer = asyncio.run(ask(app, "format=parquet"))
    assert (answer.status, answer.complete) == (500, True)
    assert b'"code":"export_failed"' in answer.body
