"""Two exports at once, the third is asked to come again; who leaves gives the place back."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.types import ASGIApp

from api.app import create_app
from api.export import output, response
from shared.db.connection import Params
from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.errors import QueryTimeout
from shared.repositories import export
from shared.settings import Settings
from tests.api.asgi import Exchange
from tests.hub_fixtures import publish_now

ADDRESS = "/records/export"
# Written in this process when there are few rows.
IN_PROCESS = ["csv", "ndjson", "xlsx"]


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> ASGIApp:
    monkeypatch.setattr(export, "CHUNK_ROWS", 50)
    monkeypatch.setattr(output, "PIECE_BYTES", 100)
    publish_now(settings)
    return create_app(settings)


class Held:
    """An export that stops after its first piece until `go`."""

    def __init__(self, query: str) -> None:
        self.begun, self.go = asyncio.Event(), asyncio.Event()
        self.exchange = Exchange(ADDRESS, query, self._wait)

    async def _wait(self, _: bytes) -> None:
        self.begun.set()
        await self.go.wait()


async def started(app: ASGIApp, *queries: str) -> tuple[list[Held], list["asyncio.Task[Exchange]"]]:
    held = [Held(query) for query in queries]
    tasks = [asyncio.create_task(one.exchange.run(app)) for one in held]
    for one in held:
        await asyncio.wait_for(one.begun.wait(), 20)
    return held, tasks


def test_the_third_is_told_to_wait_and_others_are_served(app: ASGIApp) -> None:
    async def story() -> None:
        # The same address twice: the second must not wait for the first one's end.
        held, tasks = await started(app, "format=csv", "format=csv")
        third = await Exchange(ADDRESS, "format=ndjson").run(app)
        assert third.status == 503
        assert third.headers["retry-after"] == "10"
        assert b'"code":"export_busy"' in third.body
        assert (await Exchange("/records", "limit=3").run(app)).status == 200
        for one in held:
            one.go.set()
        first, second = await asyncio.gather(*tasks)
        assert first.body == second.body
        assert first.complete
        assert (await Exchange(ADDRESS, "format=ndjson").run(app)).status == 200

    asyncio.run(story())


def test_who_hangs_up_gives_the_place_back_and_stops_the_work(app: ASGIApp) -> None:
    async def story() -> None:
        held, tasks = await started(app, "format=csv", "format=csv&limit=500")
        for one in held:
            one.exchange.hang_up()
            one.go.set()
        ended = await asyncio.gather(*tasks)
        assert not any(one.complete for one in ended)
        assert all(len(one.pieces) <= 2 for one in ended)
        assert (await Exchange(ADDRESS, "format=ndjson").run(app)).complete

    asyncio.run(story())


def test_who_takes_nothing_loses_the_place(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response, "STALLED_S", 0.05)

    async def story() -> None:
        _, tasks = await started(app, "format=csv")
        (ended,) = await asyncio.wait_for(asyncio.gather(*tasks), 20)
        assert not ended.complete

    asyncio.run(story())


def fails_at(chunk: int) -> Callable[..., list[tuple[object, ...]]]:
    original = Generation.rows
    chunks: list[int] = []

    def rows(self: Generation, part: Partition, sql: str, params: Params) -> list[tuple[Any, ...]]:
        if "group_concat" in sql:
            chunks.append(1)
            if len(chunks) >= chunk:
                raise QueryTimeout("the statement was stopped at its time limit")
        return original(self, part, sql, params)

    return rows


@pytest.mark.parametrize("kind", IN_PROCESS)
def test_an_error_before_the_first_byte_is_a_problem(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(output, "PIECE_BYTES", 128 * 1024)
    monkeypatch.setattr(Generation, "rows", fails_at(2))
    answer = asyncio.run(ask(app, f"format={kind}"))
    assert (answer.status, answer.complete) == (503, True)
    assert b'"code":"query_timeout"' in answer.body


@pytest.mark.parametrize("kind", IN_PROCESS)
def test_an_error_on_the_way_never_looks_like_an_end(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    # So small that the head of a zip is sent.
    monkeypatch.setattr(output, "PIECE_BYTES", 20)
    monkeypatch.setattr(Generation, "rows", fails_at(8))

    async def story() -> None:
        exchange = Exchange(ADDRESS, f"format={kind}")
        with pytest.raises(RuntimeError):
            await exchange.run(app)
        assert exchange.status == 200
        assert not exchange.complete
        assert b"PK\x05\x06" not in exchange.body

    asyncio.run(story())


@pytest.mark.parametrize("kind", IN_PROCESS)
def test_who_leaves_during_a_statement_is_waited_for_by_nobody(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    begun, go, ended = threading.Event(), threading.Event(), threading.Event()
    chunks: list[int] = []
    original, apart = Generation.rows, Generation.apart

    def rows(self: Generation, part: Partition, sql: str, params: Params) -> list[tuple[Any, ...]]:
        if "group_concat" in sql:
            chunks.append(1)
            begun.set()
            assert go.wait(20)
        return original(self, part, sql, params)

    @contextmanager
    def until_the_end(self: Generation) -> Iterator[Generation]:
        try:
            with apart(self) as one:
                yield one
        finally:
            ended.set()

    async def story() -> None:
        monkeypatch.setattr(Generation, "rows", rows)
        exchange = Exchange(ADDRESS, f"format={kind}")
        task = asyncio.create_task(exchange.run(app))
        assert await asyncio.to_thread(begun.wait, 20)
        exchange.hang_up()
        await asyncio.wait_for(task, 20)
        assert not exchange.complete
        go.set()
        # The thread stops at this chunk.
        assert await asyncio.to_thread(ended.wait, 20)
        assert len(chunks) == 1

    monkeypatch.setattr(Generation, "apart", until_the_end)
    asyncio.run(story())


async def ask(app: ASGIApp, query: str) -> Exchange:
    return await Exchange(ADDRESS, query).run(app)
