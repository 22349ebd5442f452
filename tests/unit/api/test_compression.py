"""Which encoding is chosen, and that the real decoder of each gives the body back."""

import asyncio
import gzip
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
import zstandard

from api import compression
from api.compression import ENCODERS, INLINE_MAX_BYTES, Encoding, encoded, negotiate

DECODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    b"br": brotli.decompress,
    b"gzip": gzip.decompress,
    b"identity": bytes,
}
BODY = '{"item_name":"비타민 씨","good_quantity":1}'.encode() * 100


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("deflate", "identity"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0.5, br ; Q=0.9 , zstd;q=0.1", "br"),
        ("gzip;q=0", "identity"),
        ("gzip; q=0.000", "identity"),
        ("zstd;q=0, br", "br"),
        ("identity", "identity"),
        ("identity, gzip", "gzip"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("*;q=0", "identity"),
        ("gzip;q=0, *", "identity"),
        ("br;q=0.1, *;q=0.5", "gzip"),
        ("identity;q=0", "identity"),
        ("identity;q=0, br", "br"),
        ("gzip;q=high", "identity"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=2", "identity"),
        (";q=1,,", "identity"),
    ],
)
def test_negotiation(header: str, name: str) -> None:
    assert negotiate(header.encode()).name.decode() == name


@pytest.mark.parametrize("name", DECODERS, ids=bytes.decode)
@pytest.mark.parametrize("size", [0, 499, 500, len(BODY), INLINE_MAX_BYTES + 1])
def test_the_real_decoder_gives_the_body_back(name: bytes, size: int) -> None:
    body = (BODY * (size // len(BODY) + 1))[:size]
    used, packed = asyncio.run(encoded(body, Encoding(name)))
    assert used == (name if size >= 500 else b"identity")
    assert DECODERS[used](packed) == body


def test_a_client_that_refuses_identity_gets_small_bodies_packed_too() -> None:
    encoding = negotiate(b"gzip, identity;q=0")
    used, packed = asyncio.run(encoded(b"{}", encoding))
    assert (used, gzip.decompress(packed)) == (b"gzip", b"{}")


@pytest.mark.parametrize(("extra", "inline"), [(0, True), (1, False)])
def test_only_large_bodies_leave_the_event_loop(
    monkeypatch: pytest.MonkeyPatch, extra: int, inline: bool
) -> None:
    seen: list[threading.Thread] = []

    def encoder(body: bytes) -> bytes:
        seen.append(threading.current_thread())
        return body

    monkeypatch.setitem(compression.ENCODERS, b"gzip", encoder)
    asyncio.run(encoded(b"x" * (INLINE_MAX_BYTES + extra), Encoding(b"gzip")))
    assert (seen == [threading.current_thread()]) is inline


@pytest.mark.parametrize("name", ENCODERS, ids=bytes.decode)
def test_encoders_may_run_in_many_threads_at_once(name: bytes) -> None:
    with ThreadPoolExecutor(8) as pool:
        packed = list(pool.map(lambda _: ENCODERS[name](BODY * 20), range(200)))
    assert {DECODERS[name](one) for one in packed} == {BODY * 20}
