"""A small HTTP/1.1 client: one keep-alive connection, bodies with a length, gzip undone."""

import asyncio
import gzip
import time
from dataclasses import dataclass

REQUEST_S = 30.0
# The server closes what was idle for 5 s; a request must not meet that moment.
IDLE_S = 3.0
HEAD_LIMIT = 65_536


class NoAnswer(Exception):
    """The connection broke, or what came was not HTTP; the message is the kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by lower-case name; `body` is decoded."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """To one port of this machine; opened when needed, again after a failure."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._used = 0.0

    async def get(self, path: str, headers: dict[str, str]) -> Answer:
        """Raises NoAnswer."""
        try:
            async with asyncio.timeout(REQUEST_S):
                return await self._get(path, headers)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as exc:
            self.close()
            raise NoAnswer(type(exc).__name__) from exc
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _get(self, path: str, headers: dict[str, str]) -> Answer:
        reader, writer = await self._opened()
        sent = {"Host": f"127.0.0.1:{self.port}", **headers}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode("ascii"))
        status, found = _parse_head(await reader.readuntil(b"\r\n\r\n"))
        body = b""
        if status != 304:
            body = await reader.readexactly(int(found.get("content-length", "missing")))
        self._used = time.monotonic()
        if found.get("connection") == "close":
            self.close()
        if found.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(status, found, body)

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is not None and time.monotonic() - self._used > IDLE_S:
            self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=HEAD_LIMIT)
        return self._streams


def _parse_head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    version, status, *_ = first.split(" ")
    if version != "HTTP/1.1":
        raise ValueError(first)
    pairs = (line.partition(":") for line in lines if line)
    return int(status), {name.lower(): value.strip() for name, _, value in pairs}
