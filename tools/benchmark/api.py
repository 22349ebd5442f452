"""`python -m tools.benchmark api`: the REST API beside its floors and its peers, in one run."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import orjson

from shared.db.connection import configure_sqlite
from shared.settings import Settings
from tools.benchmark import targets
from tools.benchmark.beside import Beside
from tools.benchmark.cases import FEW, PAGE, all_cases
from tools.benchmark.data import prepared
from tools.benchmark.facts import Facts, read_facts
from tools.benchmark.floor import page_cpu_us
from tools.benchmark.load import Unexpected, ask
from tools.benchmark.peers import peer_file
from tools.benchmark.report import FAULTS, shows, table
from tools.benchmark.servers import Server, hub
from tools.benchmark.subject import Subject, hub_subject
from tools.benchmark.variation import url
from tools.benchmark.wire import request

ROWS = [200_000, 1_000_000, 10_000_000]
PEER_ROWS = 1_000_000
FLOOR_PAGES = 300
LIMIT = 1_000
# Cases with few connections are there for their CPU time, which needs no long round.
FEW_SHARE = 0.4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="sizes (%(default)s)")
    parser.add_argument("--folder", type=Path, help="keep data and peers here, to use them again")
    parser.add_argument("--workers", type=int, default=2, help="processes a server (%(default)s)")
    parser.add_argument("--seconds", type=float, default=1.0, help="of one round of one case")
    parser.add_argument("--rounds", type=int, default=3, help="rounds through all cases")
    parser.add_argument(
        "--cases", nargs="+", default=[""], help="only names that hold one of these"
    )
    parser.add_argument("--no-peers", action="store_true", help="without plain FastAPI, Datasette")
    parser.add_argument("--no-datasette", action="store_true", help="nothing is downloaded")


def run(options: argparse.Namespace) -> int:
    """0 when every answer was right, whatever the ratios are."""
    configure_sqlite()
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Benchmark(options, folder, Path(temporary), stack)
        return bench.run()


class Benchmark:
    """All servers run at once and wait; one of them is asked at a time."""

    def __init__(
        self, options: argparse.Namespace, folder: Path, scratch: Path, stack: ExitStack
    ) -> None:
        self._options = options
        self._folder = folder
        self._scratch = scratch
        self._stack = stack
        self._subjects: list[Subject] = []
        self._floors: dict[str, float] = {}
        self._faults: list[str] = []

    def run(self) -> int:
        sizes = sorted(self._options.rows)
        peers_on = PEER_ROWS if PEER_ROWS in sizes else sizes[0]
        settings = {rows: prepared(rows, self._folder) for rows in sizes}
        for rows in sizes:
            facts = read_facts(settings[rows])
            print(f"{rows:,} rows: {facts.rows:,} visible, deep page behind row {facts.deep_row:,}")
            server = self._start(
                hub(hub_name(rows), settings[rows], self._options.workers, self._scratch)
            )
            self._check_floor(server, settings[rows])
            self._subjects += self._hub_subjects(server, facts)
            if rows == peers_on:
                beside = Beside(
                    server.ports[0], facts, self._options.workers, self._scratch, self._start
                )
        self._add_beside(beside, settings[peers_on])
        self._subjects = [one for one in self._subjects if self._is_wanted(one.case)]
        self._measure({hub_name(rows): settings[rows] for rows in sizes})
        return self._report(hub_name(peers_on))

    def _check_floor(self, server: Server, settings: Settings) -> None:
        """SQLite alone must give what the API gives, as far as the newest partition goes."""
        alone = orjson.loads(page_cpu_us(settings, 1, LIMIT)[1])
        page = orjson.loads(ask(server.ports[0], request(url("/records", PAGE), {})).body)
        if not alone or page["data"][: len(alone)] != alone:
            self._faults.append(f"{server.name}: SQLite alone gives another page than the API")

    def _add_beside(self, beside: Beside, settings: Settings) -> None:
        self._subjects += beside.bare()
        if self._options.no_peers:
            return
        database = peer_file(settings, self._folder / "peers")
        self._subjects += beside.plain(database)
        if not self._options.no_datasette:
            self._subjects += beside.datasette(database, self._folder)

    def _hub_subjects(self, server: Server, facts: Facts) -> Iterator[Subject]:
        for case in all_cases(facts):
            if self._is_wanted(case.name):
                try:
                    yield hub_subject(
                        server, case, facts, FEW_SHARE if case.connections == FEW else 1.0
                    )
                except (Unexpected, ValueError, OSError) as exc:
                    self._faults.append(f"{server.name}, {case.name}: {exc}")

    def _is_wanted(self, case: str) -> bool:
        return any(text in case for text in self._options.cases)

    def _measure(self, hubs: dict[str, Settings]) -> None:
        for number in range(self._options.rounds):
            for name, settings in hubs.items():
                spent, _ = page_cpu_us(settings, FLOOR_PAGES, LIMIT)
                self._floors[name] = min(spent, self._floors.get(name, spent))
            for subject in self._subjects:
                subject.measure(self._options.seconds)
            print(f"round {number + 1} of {self._options.rounds} done", flush=True)

    def _report(self, peers_on: str) -> int:
        results = {one.key: one.figures() for one in self._subjects if one.rounds}
        print("\n".join(["", *table(results), ""]))
        for name, spent in self._floors.items():
            print(f"{name}: SQLite alone {spent:,.0f} us CPU a page of {LIMIT:,} rows")
        lines = list(targets.issue_shows(results, self._floors, peers_on))
        print("\n".join(["", "issue shows", *shows(lines)]))
        print(f"{targets.missed(lines)} of {sum(line.met is not None for line in lines)} missed")
        faults = [*self._faults, *(fault for one in self._subjects for fault in one.faults)]
        print("\n".join(["", FAULTS, *faults]) if faults else "every answer was right")
        return 1 if faults else 0

    def _start(self, server: Server) -> Server:
        return self._stack.enter_context(server)


def hub_name(rows: int) -> str:
    return f"hub {rows // 1_000_000}M" if rows >= 1_000_000 else f"hub {rows // 1_000}k"
