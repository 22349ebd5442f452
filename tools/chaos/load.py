"""The load: clients that ask all workers as fast as they can and have every answer judged."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from tools.chaos.asks import Ask, HealthAsk, PageAsk, TotalsAsk
from tools.chaos.checker import Checker
from tools.chaos.client import Connection, NoAnswer
from tools.chaos.truth import Json, key_of
from tools.erp_simulator.plant import ITEMS

RENEWED_AFTER = 200
LARGEST_PAGE = 5_000
CONDITIONAL_SHARE = 0.3
GZIP_SHARE = 0.3
# Walks through all pages, begun by any client and gone on with by any other, on any worker.
OPEN_WALKS = 6


class Mix:
    """What is asked next: mostly pages, many of them along cursors."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._walks: deque[PageAsk] = deque()

    def next(self) -> Ask:
        kind = self._chance.random()
        if kind < 0.3 and self._walks:
            return self._walks.popleft()
        if kind < 0.6:
            return PageAsk(self._chance.choice((20, 100, self._chance.randrange(1, 400))))
        if kind < 0.63:
            return PageAsk(LARGEST_PAGE)
        if kind < 0.75:
            item = self._chance.choice(ITEMS)[0]
            return PageAsk(self._chance.choice((50, self._chance.randrange(1, 200))), item)
        if kind < 0.93:
            return TotalsAsk(self._chance.choice(("none", "day", "item")))
        return HealthAsk()

    def answered(self, ask: Ask, body: Json) -> None:
        """Goes on with a walk, or begins one."""
        if not isinstance(ask, PageAsk) or body["next_cursor"] is None:
            return
        if ask.cursor is None and len(self._walks) >= OPEN_WALKS:
            return
        after = key_of(body["data"][-1])
        self._walks.append(replace(ask, cursor=body["next_cursor"], after=after))


class Load:
    """`first_seen` tells when (monotonic) a generation was first in an answer."""

    def __init__(
        self, ports: Sequence[int], checker: Checker, seed: int, *, pause_s: float = 0.0
    ) -> None:
        self._ports = ports
        self._checker = checker
        self._chance = random.Random(f"load-{seed}")  # noqa: S311 - no secret
        self._mix = Mix(self._chance)
        self._pause_s = pause_s
        self._stopping = False
        self.first_seen: dict[int, float] = {}
        self.by_port: dict[int, int] = dict.fromkeys(ports, 0)

    async def run(self, clients: int) -> None:
        """Until `stop`."""
        async with asyncio.TaskGroup() as group:
            for number in range(clients):
                group.create_task(self._client(self._ports[number % len(self._ports)]))

    def stop(self) -> None:
        self._stopping = True

    async def _client(self, port: int) -> None:
        connection = Connection(port)
        etags: dict[str, str] = {}
        asked = 0
        try:
            while not self._stopping:
                await self._ask(connection, etags)
                asked += 1
                if asked % RENEWED_AFTER == 0:
                    connection.close()
                    etags.clear()
                await asyncio.sleep(self._pause_s)
        finally:
            connection.close()

    async def _ask(self, connection: Connection, etags: dict[str, str]) -> None:
        ask = self._mix.next()
        headers: dict[str, str] = {}
        etag = etags.get(ask.path) if self._chance.random() < CONDITIONAL_SHARE else None
        if etag is not None:
            headers["If-None-Match"] = etag
        if self._chance.random() < GZIP_SHARE:
            headers["Accept-Encoding"] = "gzip"
        asked = self._checker.ask(ask, etag)
        self.by_port[connection.port] += 1
        try:
            answer = await connection.get(ask.path, headers)
        except NoAnswer as exc:
            self._checker.lost(asked, str(exc))
            return
        body = self._checker.judge(asked, answer)
        if body is not None:
            self._mix.answered(ask, body)
            if ask.has_data:
                etags[ask.path] = answer.headers["etag"]
        self.first_seen.setdefault(self._checker.newest, time.monotonic())
