"""One thing that is measured: a server, a request and what its answers must be."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

import orjson

from tools.benchmark.cases import Case
from tools.benchmark.checks import check_overview, check_page, check_total, same_content
from tools.benchmark.facts import Facts
from tools.benchmark.figures import Figures, Round, summarised
from tools.benchmark.load import Drive, Unexpected, Wanted, ask, drive
from tools.benchmark.servers import Server
from tools.benchmark.variation import Paths
from tools.benchmark.wire import Answer, request

Key = tuple[str, str]
# Bodies of one case differ by a digit or two; overviews by what happened in their days.
TOLERANCE = 0.05
OVERVIEW_TOLERANCE = 0.6
SLACK_BYTES = 300
COMPRESSED_FROM = 500
TOLD_S = 5.0
LOOK_EVERY_S = 0.1


@dataclass(slots=True)
class Subject:
    """`label` is the server's name in the table; `judge` raises Unexpected for a sampled answer.

    `misses`: whether the hub must compute every answer (True) or have it in its cache (False);
    None where there is no cache to ask.
    """

    server: Server
    label: str
    case: str
    paths: Paths
    headers: dict[str, str]
    wanted: Wanted
    judge: Callable[[Answer], None]
    connections: int
    share: float = 1.0
    misses: bool | None = None
    rounds: list[Round] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def key(self) -> Key:
        return self.label, self.case

    def figures(self) -> Figures:
        return summarised(self.rounds)

    def measure(self, seconds: float) -> None:
        """One round; what is wrong is added to `faults`, and such a round does not count."""
        try:
            self.rounds.append(self._measured(seconds * self.share))
        except (Unexpected, ValueError, OSError) as exc:
            self.faults.append(f"{self.label}, {self.case}: {exc}")

    def _measured(self, seconds: float) -> Round:
        if self.misses is False:
            # The cases in between have filled the caches with other answers.
            filled = CacheCounts(self.server.ports)
            filled.settled(len(self._drive(0).lengths))
        counts = None if self.misses is None else CacheCounts(self.server.ports)
        cpu_s = self.server.cpu_s()
        done = self._drive(seconds)
        cpu_s = self.server.cpu_s() - cpu_s
        if counts is not None:
            counts.check(len(done.lengths), misses=bool(self.misses))
        for _, answer in done.samples:
            self.judge(answer)
        return done.figures(cpu_s)

    def _drive(self, seconds: float) -> Drive:
        """With 0, each connection asks once: every worker behind the ports is reached."""
        ports = self.server.ports
        return drive(ports, self.connections, self.next_request, self.wanted, seconds)

    def next_request(self) -> bytes:
        return request(self.paths(next(self._number)), self.headers)


class CacheCounts:
    """Proves by the hub's own counters that a round has missed its cache, or only hit it."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._before = cache_counts(ports)

    def settled(self, requests: int) -> tuple[int, int]:
        """(hits, misses) since, when so many requests are in them. Raises Unexpected."""
        for hits, misses in self._looks():
            if hits + misses >= requests:
                return hits, misses
        raise Unexpected(f"the cache has counted {hits + misses} of {requests} requests")

    def check(self, requests: int, *, misses: bool) -> None:
        """Raises Unexpected. Misses alone prove nothing: a look at `/status` counts as one."""
        if misses:
            hits, _ = self.settled(requests)
            if hits:
                raise Unexpected(f"{hits} requests that were meant to miss the cache hit it")
            return
        for hits, _ in self._looks():
            if hits >= requests:
                return
        raise Unexpected(f"{requests - hits} requests that were meant to hit the cache missed it")

    def _looks(self) -> Iterator[tuple[int, int]]:
        """(hits, misses) since, for as long as workers behind one port take to tell each other."""
        for _ in range(int(TOLD_S / LOOK_EVERY_S)):
            hits, misses = cache_counts(self._ports)
            yield hits - self._before[0], misses - self._before[1]
            time.sleep(LOOK_EVERY_S)


def cache_counts(ports: Sequence[int]) -> tuple[int, int]:
    """(hits, misses) of all workers."""
    answers = [ask(port, request("/status", {})) for port in ports]
    caches = [orjson.loads(answer.body)["cache"] for answer in answers]
    return sum(one["hits"] for one in caches), sum(one["misses"] for one in caches)


def hub_subject(server: Server, case: Case, facts: Facts, share: float) -> Subject:
    """Asks once to know what the answers look like, and checks that. Raises Unexpected."""
    headers = {"Accept-Encoding": case.accept}
    first = ask(server.ports[0], request(case.paths(0), headers))
    judge = _judge(server.ports[0], case, facts)
    judge(first)
    if case.conditional:
        headers["If-None-Match"] = first.headers["etag"]
    return Subject(
        server=server,
        label=server.name,
        case=case.name,
        paths=case.paths,
        headers=headers,
        wanted=_wanted(case, facts, first),
        judge=(lambda _: None) if case.conditional else judge,
        connections=case.connections,
        share=share,
        misses=case.misses,
    )


def _wanted(case: Case, facts: Facts, first: Answer) -> Wanted:
    in_head = [f"\r\nx-data-version: {facts.version}\r\n".encode()]
    if case.conditional:
        return Wanted(304, tuple(in_head), 0, 0)
    if case.accept != "identity" and len(first.decoded()) >= COMPRESSED_FROM:
        in_head.append(f"\r\ncontent-encoding: {case.accept}\r\n".encode())
    slack = SLACK_BYTES + len(first.body) * (
        OVERVIEW_TOLERANCE if case.plain is None else TOLERANCE
    )
    length = len(first.body)
    return Wanted(200, tuple(in_head), max(0, int(length - slack)), int(length + slack))


def _judge(port: int, case: Case, facts: Facts) -> Callable[[Answer], None]:
    """Raises Unexpected when the plain request's own answer is wrong."""
    if case.plain is None:
        filtered = "item" in case.name
        return lambda answer: check_overview(answer.decoded(), facts, filtered=filtered)
    reference = ask(port, request(case.plain, {}))
    if reference.status != 200:
        raise Unexpected(f"{reference.status}: {reference.body[:300].decode()}")
    if case.params is not None:
        check_page(reference.body, case.params, facts, deep="cursor=" in case.plain)
    elif case.name in {"totals none", "totals day", "totals item", "totals month"}:
        check_total(reference.body, facts)
    return lambda answer: same_content(answer.decoded(), reference.body)
