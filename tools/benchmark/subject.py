"""One thing that is measured: a server, a request and what its answers must be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

import orjson

from tools.benchmark.cases import Case
from tools.benchmark.checks import check_overview, check_page, check_total, same_content
from tools.benchmark.facts import Facts
from tools.benchmark.figures import Figures, Round, summarised
from tools.benchmark.load import Unexpected, Wanted, ask, drive
from tools.benchmark.servers import Server
from tools.benchmark.variation import Paths
from tools.benchmark.wire import Answer, request

Key = tuple[str, str]
# Bodies of one case differ by a digit or two; overviews by what happened in their days.
TOLERANCE = 0.05
OVERVIEW_TOLERANCE = 0.6
SLACK_BYTES = 300
COMPRESSED_FROM = 500


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
            # The cases in between have filled the cache with other answers.
            for port in self.server.ports:
                ask(port, request(self.paths(0), self.headers))
        counted = [cache_counts(port) for port in self._counted_ports()]
        cpu_s = self.server.cpu_s()
        done = drive(self.server.ports, self.connections, self.next_request, self.wanted, seconds)
        cpu_s = self.server.cpu_s() - cpu_s
        for number, port in enumerate(self._counted_ports()):
            self._check_counts(counted[number], cache_counts(port))
        for _, answer in done.samples:
            self.judge(answer)
        return done.figures(cpu_s)

    def next_request(self) -> bytes:
        return request(self.paths(next(self._number)), self.headers)

    def _counted_ports(self) -> Iterable[int]:
        return self.server.ports if self.misses is not None else ()

    def _check_counts(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """The second look at `/status` counts as a miss itself, and nothing else may."""
        hits, misses = after[0] - before[0], after[1] - before[1] - 1
        if self.misses and hits:
            raise Unexpected(f"{hits} requests that were meant to miss the cache hit it")
        if not self.misses and misses > 0:
            raise Unexpected(f"{misses} requests that were meant to hit the cache missed it")


def cache_counts(port: int) -> tuple[int, int]:
    """(hits, misses) of the worker behind this port."""
    cache = orjson.loads(ask(port, request("/status", {})).body)["cache"]
    return cache["hits"], cache["misses"]


def hub_subject(server: Server, case: Case, facts: Facts, share: float) -> Subject:
    """Asks once to know what the answers look like, checks that, and fills the caches.

    Raises Unexpected.
    """
    headers = {"Accept-Encoding": case.accept}
    answers = [ask(port, request(case.paths(0), headers)) for port in server.ports]
    first = answers[0]
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
