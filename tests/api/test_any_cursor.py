"""Cursors: what was not issued is refused or names a place; what was issued loses no row."""

import base64
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.api.raw import ask
from tests.api.test_same_numbers import matches, random_filters
from tests.examples import examples
from tests.reference import Reference

Plant = tuple[TestClient, Reference]


@pytest.fixture(scope="module")
def app(plant: Plant) -> ASGIApp:
    return plant[0].app


@pytest.fixture(scope="module")
def rows(plant: Plant) -> tuple[dict[str, Any], ...]:
    return plant[1].rows


@pytest.fixture(scope="module")
def issued(plant: Plant) -> str:
    """Of the middle of `/records` without filters."""
    body = plant[0].get("/records", params={"limit": 1_500}).json()
    return str(body["next_cursor"])


def decoded(token: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token + "=="))
    return values


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def check(app: ASGIApp, rows: tuple[dict[str, Any], ...], token: bytes) -> None:
    """422 naming the cursor, or what comes after some place: an end of the whole list."""
    answer = ask(app, "/records", b"limit=5000&cursor=" + token)
    body = json.loads(answer.body)
    if answer.status == 422:
        assert [error["parameter"] for error in body["errors"]] == ["cursor"]
        return
    assert answer.status == 200
    assert body["data"] == list(rows[len(rows) - len(body["data"]) :])


@examples(150)
@given(place=st.integers(0, 150), byte=st.integers(0, 127), how=st.sampled_from("rid"))
def test_a_changed_byte(
    app: ASGIApp, rows: Any, issued: str, place: int, byte: int, how: str
) -> None:
    token = bytearray(issued.encode())
    place %= len(token)
    if how == "i":
        token.insert(place, byte)
    elif how == "d":
        del token[place]
    else:
        token[place] = byte
    check(app, rows, b"".join(b"%%%02X" % one for one in token))


number = st.one_of(
    st.integers(-(2**70), 2**70), st.sampled_from([2**63 - 1, -(2**63), 2**63, 0, -1, 1])
)
moment = st.one_of(
    st.datetimes().map(lambda found: found.isoformat(" ", "seconds")),
    st.sampled_from(["9999-99-99 99:99:99", "0000-00-00 00:00:00", "٢٠٢٦-01-01 00:00:00"]),
    st.text(max_size=25),
)
anything = st.one_of(st.none(), st.booleans(), number, st.floats(), st.text(max_size=10))


@examples(150)
@given(
    changes=st.one_of(
        st.fixed_dictionaries(
            {}, optional={"d": moment, "id": number, "src": st.text(max_size=300)}
        ),
        st.dictionaries(st.sampled_from(["d", "src", "id", "f", "x"]), anything, max_size=4),
        st.just({"f": "00000000"}),
    )
)
def test_a_changed_value(app: ASGIApp, rows: Any, issued: str, changes: dict[str, Any]) -> None:
    raw = json.dumps(decoded(issued) | changes).encode()
    check(app, rows, encoded(raw).encode())


@examples(100)
@given(
    raw=st.one_of(st.binary(max_size=80), anything.map(lambda value: json.dumps(value).encode()))
)
def test_any_bytes(app: ASGIApp, rows: Any, raw: bytes) -> None:
    check(app, rows, encoded(raw).encode())


def test_a_cursor_is_of_one_list_and_its_filters(plant: Plant, issued: str) -> None:
    client, _ = plant
    other = client.get("/quality/rejected", params={"limit": 1}).json()["next_cursor"]
    one_item = client.get("/records/BW0021", params={"limit": 1}).json()["next_cursor"]
    for path, filters, token in (
        ("/records", {}, other),
        ("/records/export", {}, other),
        ("/quality/rejected", {}, issued),
        ("/records", {}, one_item),
        ("/records/BW0034", {}, one_item),
        ("/records/BW0021", {}, issued),
        ("/records", {"q": "W"}, issued),
        ("/records/export", {"q": "W"}, issued),
    ):
        answer = client.get(path, params={**filters, "cursor": token})
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["parameter"] == "cursor"
    both = {"cursor": one_item, "limit": 5_000}
    same = client.get("/records", params={**both, "item_code": "BW0021"}).json()
    assert client.get("/records/BW0021", params=both).json() == same


@examples(25)
@given(seed=st.integers(0, 2**32))
def test_pages_of_any_sizes_give_every_row_once(plant: Plant, seed: int) -> None:
    client, reference = plant
    chance = random.Random(seed)
    filters: dict[str, Any] = random_filters(chance, reference.rows)
    expected = [row for row in reference.rows if matches(row, filters)]
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        limit = chance.choice([1, 2, 7, 50, 333, 999, 5_000]) if len(found) < 50 else 999
        body = client.get("/records", params={**filters, **cursor, "limit": limit}).json()
        found += body["data"]
        if body["next_cursor"] is None:
            break
        assert body["count"] == limit
        cursor = {"cursor": body["next_cursor"]}
    assert found == expected
