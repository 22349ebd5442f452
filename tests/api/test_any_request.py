"""Whatever is asked: a documented status, one shape of errors, never a 5xx."""

import string
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.api.raw import ask
from tests.examples import examples
from tests.reference import Reference

PATHS = (
    "/records", "/records/BW0021", "/records/export", "/items", "/overview", "/quality",
    "/quality/rejected", "/status", "/healthz", "/readyz", "/livez", "/metrics", "/events",
    "/openapi.json", "/docs", "/summary/totals", "/summary/monthly_total", "/summary/by_item",
    "/summary/monthly_by_item",
)  # fmt: skip
PARAMETERS = (
    "limit", "cursor", "date_from", "date_to", "q", "lot_number", "min_quantity", "max_quantity",
    "item_code", "format", "fields", "bom", "group_by", "year_month", "source", "reason", "nope",
)  # fmt: skip
# Of good, nearly good and bad values of all parameters; each is tried with each.
VALUES = (
    "", "0", "1", "-1", "5001", str(2**63), str(-(2**63) - 1), "1e400", "NaN", "Infinity", "-0.0",
    "1_000", "٣", "0x10", "1e15", "true", "null", "[]", "{}", "2026-01-01", "2026-02-30",
    "0000-01-01", "9999-12-31", "2026-01", "csv", "json", "xlsx", "item", "id,source", "live", "%",
    "_%" * 50, "' OR 1=1 --", "\"; DROP TABLE records; --", "\0", "a\r\nX-Evil: 1", "가" * 100,
    "\u0000\u202e\ufeff", "../../etc/passwd", "${jndi:ldap://x}", "<script>", "\U0010ffff",
    "İ", "ﬀ", "e\u0301", "BW0021",
)  # fmt: skip
DOCUMENTED = {200, 304, 404, 405, 413, 414, 421, 422, 431}

# A slash too many is led to the address without it, on the same host.
REDIRECT = 307

# Percent-encoded bytes: also such that are no UTF-8.
wire_value = st.one_of(
    st.sampled_from(VALUES).map(str.encode),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120).map(str.encode),
    st.binary(max_size=40),
).map(lambda raw: quote_from_bytes(raw).encode())
wire_name = st.one_of(
    st.sampled_from(PARAMETERS).map(str.encode),
    st.binary(max_size=8).map(quote_from_bytes).map(str.encode),
)
pairs = st.lists(st.tuples(wire_name, wire_value), max_size=5).map(
    lambda found: b"&".join(name + b"=" + value for name, value in found)
)
queries = st.one_of(
    pairs,
    # The HTTP parser has percent-encoded all other bytes.
    st.binary(max_size=60).map(lambda raw: bytes(byte & 127 for byte in raw)),
    pairs.map(lambda query: query + b"&" * 3 + query),
    st.integers(1, 9_000).map(lambda size: b"q=" + b"x" * size),
)
paths = st.one_of(
    st.sampled_from(PATHS),
    st.builds(
        lambda start, rest: start + "/" + rest,
        st.sampled_from(PATHS),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    ),
)
HEADERS = (
    b"if-none-match", b"accept-encoding", b"range", b"accept", b"x-request-id", b"if-match",
    b"content-type", b"transfer-encoding", b"if-modified-since", b"x-forwarded-host", b"cookie",
    b"authorization", b"origin", b"accept-language", b"forwarded", b"expect",
)  # fmt: skip
HEADER_VALUES = (
    b"*", b"W/", b'W/"x"', b'"' * 99, b"gzip;q=nan", b"gzip;q=1e400", b"*;q=0", b"br" * 99,
    b"bytes=0-1", b"bytes=-1", b"application/xml", b"text/csv", b"x" * 5_000, b"," * 5_000,
)  # fmt: skip
header_value = st.one_of(
    st.binary(max_size=60).map(lambda raw: bytes(byte for byte in raw if byte not in b"\r\n\0")),
    st.sampled_from(HEADER_VALUES),
)
headers = st.lists(st.tuples(st.sampled_from(HEADERS), header_value), max_size=4)
methods = st.one_of(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]),
    st.text(string.ascii_uppercase, min_size=1, max_size=12),
)


@pytest.fixture(scope="module")
def app(plant: tuple[TestClient, Reference]) -> ASGIApp:
    return plant[0].app


@examples(300)
@given(path=paths, query=queries)
def test_any_address(app: ASGIApp, path: str, query: bytes) -> None:
    answer = ask(app, path, query)
    if answer.status == REDIRECT:
        assert answer.headers[b"location"].startswith(b"http://127.0.0.1" + path[:-1].encode())
    else:
        assert answer.status in DOCUMENTED


@examples(150)
@given(path=st.sampled_from(PATHS), sent=headers, body=st.binary(max_size=100))
def test_any_headers(app: ASGIApp, path: str, sent: list[tuple[bytes, bytes]], body: bytes) -> None:
    assert ask(app, path, b"", *sent, body=body).status in {200, 304}


@examples(100)
@given(method=methods, path=paths, query=pairs, body=st.binary(max_size=200))
def test_any_method_and_body(
    app: ASGIApp, method: str, path: str, query: bytes, body: bytes
) -> None:
    answer = ask(app, path, query, method=method, body=body)
    assert answer.status in DOCUMENTED | {REDIRECT}
    if method not in {"GET", "HEAD"}:
        assert answer.status in {404, 405, 414, REDIRECT}


def test_every_value_in_every_parameter(app: ASGIApp) -> None:
    """The same without chance: 19 addresses times 17 parameters are tried with each value once."""
    statuses = set()
    for number, path in enumerate(PATHS):
        for place, name in enumerate(PARAMETERS):
            value = VALUES[(number * len(PARAMETERS) + place) % len(VALUES)]
            query = f"{name}={quote_from_bytes(value.encode())}".encode()
            statuses.add(ask(app, path, query).status)
    assert statuses == {200, 422}
