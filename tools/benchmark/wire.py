"""HTTP/1.1 as the load generator needs it: where an answer ends, and what is in it."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

import zstandard

HEAD_END = b"\r\n\r\n"
LAST_CHUNK = b"\r\n0\r\n\r\n"
CHUNKED = -1


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` as it was sent, without the chunks' lengths; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def decoded(self) -> bytes:
        """The body without its Content-Encoding."""
        encoding = self.headers.get("content-encoding", "identity")
        if encoding == "gzip":
            return gzip.decompress(self.body)
        if encoding == "zstd":
            return zstandard.ZstdDecompressor().decompress(self.body, 100_000_000)
        if encoding != "identity":
            raise ValueError(f"Content-Encoding {encoding}")
        return self.body


def request(path: str, headers: Mapping[str, str]) -> bytes:
    """The bytes of a GET on a connection that stays open."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def body_length(head: bytes) -> int:
    """What the head (lower case, status line included) announces; CHUNKED when it does not."""
    at = head.find(b"\r\ncontent-length:")
    if at >= 0:
        return int(head[at + 17 : head.find(b"\r\n", at + 2)])
    if head.startswith(b"http/1.1 304"):
        return 0
    if b"\r\ntransfer-encoding: chunked" in head:
        return CHUNKED
    raise ValueError("an answer without a length")


def parse(raw: bytes) -> Answer:
    """A whole answer."""
    head, _, body = raw.partition(HEAD_END)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    if headers.get("transfer-encoding") == "chunked":
        body = _joined(body)
    return Answer(int(first.split(" ")[1]), headers, body)


def _joined(chunks: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while True:
        end = chunks.index(b"\r\n", at)
        size = int(chunks[at:end].partition(b";")[0], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(chunks[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
