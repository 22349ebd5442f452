"""Plays the clients of a day against the real API, and judges status and age of each answer."""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from shared.db.manifest import read_manifest
from tools.benchmark.day_traffic import WALKED_PAGES, Client, Visit
from tools.benchmark.variation import url
from tools.chaos.client import Answer, Connection, NoAnswer

TOLD_S = 10.0
LOOK_EVERY_S = 0.02


class Versions:
    """The order in which versions were published, as the manifest has told it."""

    def __init__(self, manifest: Path) -> None:
        self._manifest = manifest
        self._places: dict[str, int] = {}
        self._stamp: tuple[int, int] | None = None

    def latest(self) -> int:
        """Place of the version that is published now, from 0 on."""
        found = os.stat(self._manifest)  # noqa: PTH116 - once before every request
        if (stamp := (found.st_mtime_ns, found.st_ino)) != self._stamp:
            self._places.setdefault(read_manifest(self._manifest).version, len(self._places))
            self._stamp = stamp
        return len(self._places) - 1

    def place(self, version: str) -> int:
        """Raises KeyError for a version that was never published."""
        if version not in self._places:
            self.latest()
        return self._places[version]


@dataclass(slots=True)
class Tally:
    """What came of the replay. `whole_bytes`: what would have been sent without gzip and 304;
    `told`: place of the version that each event stream has named last."""

    statuses: "Counter[int]" = field(default_factory=Counter)
    sent_bytes: int = 0
    whole_bytes: int = 0
    stale: int = 0
    lost: list[str] = field(default_factory=list)
    events: "Counter[str]" = field(default_factory=Counter)
    told: dict[str, int] = field(default_factory=dict)


class Player:
    """One client on its one connection."""

    def __init__(self, client: Client, port: int, versions: Versions, tally: Tally) -> None:
        self._client = client
        self._connection = Connection(port)
        self._port = port
        self._versions = versions
        self._tally = tally
        self._known: dict[str, tuple[str, int]] = {}
        self._busy = asyncio.Lock()

    async def play(self, minute_s: float, over: asyncio.Event) -> None:
        """All visits at their time, and the page again at each new version, until `over`."""
        began = asyncio.get_running_loop().time()
        listening = asyncio.create_task(self._listen()) if self._client.on_version else None
        try:
            for visit in self._client.visits:
                wait_s = began + visit.minute * minute_s - asyncio.get_running_loop().time()
                await asyncio.sleep(max(0.0, wait_s))
                await self._visit(visit)
            await over.wait()
        finally:
            if listening is not None:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
            self._connection.close()

    async def _visit(self, visit: Visit) -> None:
        async with self._busy:
            for path in visit.paths:
                body = await self._ask(path)
                if visit.walk and body:
                    await self._walk(path, body)

    async def _walk(self, path: str, body: bytes) -> None:
        for _ in range(WALKED_PAGES - 1):
            cursor = orjson.loads(body)["next_cursor"]
            if cursor is None:
                return
            body = await self._ask(f"{path}&{url('', {'cursor': cursor}).removeprefix('?')}")
            if not body:
                return

    async def _ask(self, path: str) -> bytes:
        """The decoded body; empty for a 304 and where no answer came."""
        headers = {"Accept-Encoding": "gzip"}
        if self._client.conditional and path in self._known:
            headers["If-None-Match"] = self._known[path][0]
        least = self._versions.latest()
        try:
            answer = await self._connection.get(path, headers)
        except NoAnswer as exc:
            self._tally.lost.append(f"{self._client.name} {path}: {exc}")
            return b""
        self._judge(path, answer, least)
        return answer.body

    def _judge(self, path: str, answer: Answer, least: int) -> None:
        tally = self._tally
        tally.statuses[answer.status] += 1
        if answer.status not in (200, 304):
            return
        if self._versions.place(answer.headers["x-data-version"]) < least:
            tally.stale += 1
        if answer.status == 304:
            tally.whole_bytes += self._known[path][1]
            return
        self._known[path] = (answer.headers["etag"], len(answer.body))
        tally.sent_bytes += int(answer.headers["content-length"])
        tally.whole_bytes += len(answer.body)

    async def _listen(self) -> None:
        """The stream of versions; the first event is about the one that is there."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        seen = ""
        try:
            while line := await reader.readline():
                if not line.startswith(b"data: "):
                    continue
                version = orjson.loads(line.removeprefix(b"data: "))["version"]
                if version != seen:
                    self._tally.events[self._client.name] += 1
                    self._tally.told[self._client.name] = self._versions.place(version)
                    if seen:
                        await self._visit(Visit(0.0, self._client.on_version))
                    seen = version
        finally:
            writer.close()


async def replay(
    played: Sequence[Client],
    ports: list[int],
    versions: Versions,
    minute_s: float,
    erp_day: "asyncio.Task[None]",
) -> Tally:
    """All clients until their day and the ERP's are over."""
    tally = Tally()
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for number, client in enumerate(played):
            player = Player(client, ports[number % len(ports)], versions, tally)
            group.create_task(player.play(minute_s, over))
        await erp_day
        listeners = sum(bool(client.on_version) for client in played)
        await _until_told(tally, listeners, versions.latest())
        over.set()
    return tally


async def _until_told(tally: Tally, listeners: int, latest: int) -> None:
    """Until every event stream has named the last version; `told` shows who has not."""
    for _ in range(int(TOLD_S / LOOK_EVERY_S)):
        if list(tally.told.values()) == [latest] * listeners:
            return
        await asyncio.sleep(LOOK_EVERY_S)
