"""The short way to a route and the way through FastAPI give the same answer, byte for byte."""

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_fastapi, data_routes
from api.hub import Hub
from api.reads import DataReads
from shared.errors import QueryTimeout
from shared.repositories.items import ItemRepository
from shared.repositories.records import RecordRepository
from shared.repositories.totals import TotalsRepository
from tests.api.asgi import Exchange
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now


class Pinned:
    """What stands before both: a pinned generation and a request id."""

    def __init__(self, app: ASGIApp, hub: Hub) -> None:
        self._app = app
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._hub.router.pin() as generation:
            scope["state"] = {"generation": generation, "request_id": "test", "head": False}
            await self._app(scope, receive, send)


class Ways(NamedTuple):
    """`short_only` has nothing to fall back on."""

    fastapi: ASGIApp
    short: ASGIApp
    short_only: ASGIApp


async def nobody(scope: Scope, _: Receive, __: Send) -> None:
    raise AssertionError(f"{scope['path']} did not take the short way")


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ways]:
    folder = tmp_path_factory.mktemp("plant")
    make_plant_files(folder)
    plant = plant_settings(folder)
    publish_now(plant)
    hub = Hub(plant)
    fastapi = create_fastapi(hub)
    short = DataReads(fastapi, hub, data_routes())
    yield Ways(
        *(Pinned(app, hub) for app in (fastapi, short, DataReads(nobody, hub, data_routes())))
    )
    hub.close()


Answer = tuple[int, dict[str, str], bytes]


def ask(app: ASGIApp, path: str, query: str) -> Answer:
    exchange = asyncio.run(Exchange(path, query).run(app))
    return exchange.status, exchange.headers, exchange.body


RIGHT = [
    ("/records", ""),
    ("/records", "limit=7"),
    ("/records", "limit=+7&min_quantity=1e2"),
    ("/records", "item_code=BW0021&item_code=B0061&limit=5"),
    ("/records", "item%5Fcode=BW%30021&limit=5"),
    ("/records", "q=%EC%99%80%EC%85%94&limit=3"),
    ("/records", "q=%ff&limit=3"),
    ("/records", "date_from=2025-11-10&date_to=2026-02-01&limit=5000"),
    ("/records", "fields=id,source&fields=item_name&format=csv"),
    ("/records", "format=parquet&limit=3"),
    ("/records/BW0021", "limit=3"),
    ("/records/BW0021", "format=ndjson&max_quantity=100"),
    ("/records/AC 0103%", ""),
    ("/items", "q=21&limit=2"),
    ("/items", "format=csv"),
    ("/summary/totals", "group_by=month"),
    ("/summary/totals", "group_by=item&format=csv"),
    ("/summary/monthly_total", "item_code=BW0021"),
    ("/summary/by_item", "limit=2"),
    ("/summary/monthly_by_item", "year_month=2025-12"),
    ("/overview", ""),
    ("/overview", "date_from=2026-01-01&date_to=2026-01-31&q=21"),
]
WRONG = [
    ("/records", "limit=0"),
    ("/records", "limit=7&limit=2"),
    ("/records", "limit="),
    ("/records", "limit=x&nonsense=1&date_from=0"),
    ("/records", "cursor=abc"),
    ("/records", "date_from=2026-02-01&date_to=2026-01-01"),
    ("/records", "fields=seq"),
    ("/records", "item_code="),
    ("/records", "q=%00"),
    ("/records", "=1"),
    ("/records/", ""),
    ("/records/NO-SUCH-ITEM", ""),
    ("/records/{item_code}", ""),
    ("/records/BW0021", "item_code=BW0021"),
    ("/records/" + "x" * 101, ""),
    ("/records/a/b", ""),
    ("/records/export", "format=nothing"),
    ("/items", "limit=50001"),
    ("/items/", ""),
    ("/summary", ""),
    ("/summary/totals", "group_by=day&group_by=no"),
    ("/summary/monthly_by_item", "year_month=2026-13"),
    ("/overview", "date_to=2026-1-1"),
    ("/nowhere", ""),
]


@pytest.mark.parametrize(("path", "query"), RIGHT, ids=str)
def test_right_addresses_take_the_short_way(ways: Ways, path: str, query: str) -> None:
    answer = ask(ways.short_only, path, query)
    assert answer == ask(ways.fastapi, path, query)
    assert answer[0] == (404 if "AC 0103" in path else 200)


@pytest.mark.parametrize(("path", "query"), WRONG, ids=str)
def test_wrong_ones_get_the_same_error(ways: Ways, path: str, query: str) -> None:
    answer = ask(ways.short, path, query)
    assert answer == ask(ways.fastapi, path, query)
    assert answer[0] >= 300


def test_cursors_of_other_filters(ways: Ways) -> None:
    *_, body = ask(ways.short_only, "/records/BW0021", "limit=1&format=json")
    cursor = body.partition(b'"next_cursor":"')[2].partition(b'"')[0].decode()
    for path in ("/records/BW0021", "/records/B0061", "/records"):
        query = f"limit=1&cursor={cursor}"
        assert ask(ways.short, path, query) == ask(ways.fastapi, path, query)


@pytest.mark.parametrize(("error", "status"), [(QueryTimeout("late"), 503), (KeyError("bug"), 500)])
@pytest.mark.parametrize(
    ("path", "repository", "method"),
    [
        ("/records", RecordRepository, "page"),
        ("/items", ItemRepository, "list"),
        ("/summary/totals", TotalsRepository, "totals"),
    ],
)
def test_failures_are_told_the_same_way(
    ways: Ways,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    repository: type,
    method: str,
    error: Exception,
    status: int,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(repository, method, fail)
    answers = [failing(app, path, type(error)) for app in (ways.fastapi, ways.short_only)]
    assert answers[0] == answers[1]
    assert answers[0][0] == status


def failing(app: ASGIApp, path: str, error: type[Exception]) -> Answer:
    """Of a bug the client is told first, then the server."""
    exchange = Exchange(path)
    with pytest.raises(error) if error is KeyError else nullcontext():
        asyncio.run(exchange.run(app))
    return exchange.status, exchange.headers, exchange.body


NAMES = st.sampled_from(
    ["limit", "format", "fields", "item_code", "q", "lot_number", "date_from", "date_to",
     "group_by", "year_month", "min_quantity", "max_quantity", "cursor", "Limit", "x"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        ["", "1", "5", "0", "1000", "-3", "1.5", "nan", "BW0021", "B0061", "와셔", "21", "LT2026",
         "2025-12-31", "2026-01-01", "2026-02-30", "2025-12", "json", "csv", "ndjson", "day",
         "item", "month_item", "id,source", "item_name", "%", "a&b=c", "\0"]
    ),
    st.text(max_size=6),
)  # fmt: skip
PATHS = st.sampled_from(
    ["/records", "/records/BW0021", "/records/와", "/items", "/summary/totals", "/overview",
     "/summary/monthly_total", "/summary/by_item", "/summary/monthly_by_item"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(path=PATHS, pairs=st.lists(st.tuples(NAMES, VALUES), max_size=4), raw=st.booleans())
def test_any_query_gets_the_same_answer(
    ways: Ways, path: str, pairs: list[tuple[str, str]], raw: bool
) -> None:
    if raw:
        query = "&".join(f"{name}={quote(value, safe='&=%+')}" for name, value in pairs)
    else:
        query = urlencode(pairs)
    assert ask(ways.short, path, query) == ask(ways.fastapi, path, query)
