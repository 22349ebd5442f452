"""Content-Encoding over the whole app: computed and out of the cache."""

import gzip

import brotli
import pytest
import zstandard
from starlette.testclient import TestClient

from tests.reference import Reference

Plant = tuple[TestClient, Reference]


def unpacked(encoding: str | None, raw: bytes) -> bytes:
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompress(raw)
    if encoding == "br":
        return bytes(brotli.decompress(raw))
    return gzip.decompress(raw) if encoding == "gzip" else raw


def raw_get(client: TestClient, path: str, accepts: str) -> tuple[str | None, bytes, str]:
    """Encoding, body as it was sent, ETag."""
    with client.stream("GET", path, headers={"Accept-Encoding": accepts}) as response:
        assert response.status_code == 200
        assert response.headers["vary"] == "Accept-Encoding"
        raw = b"".join(response.iter_raw())
        assert int(response.headers["content-length"]) == len(raw)
        return response.headers.get("content-encoding"), raw, response.headers["etag"]


@pytest.mark.parametrize("path", ["/records?limit=100", "/records?limit=5000"])
@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("gzip;q=0", None),
        ("identity", None),
    ],
)
def test_every_encoding_carries_the_same_body(
    plant: Plant, path: str, accepts: str, encoding: str | None
) -> None:
    client, _ = plant
    _, plain, etag = raw_get(client, path, "identity")
    for _ in range(2):  # computed, then out of the cache
        found, raw, tag = raw_get(client, path, accepts)
        assert (found, unpacked(found, raw), tag) == (encoding, plain, etag)


def test_small_bodies_stay_as_they_are(plant: Plant) -> None:
    client, _ = plant
    found, raw, _ = raw_get(client, "/records?limit=1", "gzip, br, zstd")
    assert found is None
    assert raw.startswith(b'{"data":')


def test_several_header_lines_count_as_one(plant: Plant) -> None:
    client, _ = plant
    lines = [("Accept-Encoding", "gzip;q=0.5"), ("Accept-Encoding", "br")]
    request = client.build_request("GET", "/records?limit=50")
    request.headers = type(request.headers)([("Host", "testserver"), *lines])
    assert client.send(request).headers["content-encoding"] == "br"
