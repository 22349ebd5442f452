"""`python -m tools.benchmark exports`: what an export costs everybody else, and how fast it is.

One worker, because that is the worst case: the export and all other requests share a process.
"""

import argparse
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import orjson

from shared.db.connection import configure_sqlite
from shared.db.manifest import read_manifest
from shared.settings import Settings
from tools.benchmark.cases import FEW, pages
from tools.benchmark.data import prepared
from tools.benchmark.download import Downloaded, DownloadFailed, downloading
from tools.benchmark.facts import Facts, opened, read_facts
from tools.benchmark.figures import percentile
from tools.benchmark.load import Unexpected, ask, drive
from tools.benchmark.measure import MEGABYTE
from tools.benchmark.servers import Server, hub
from tools.benchmark.subject import Subject, hub_subject
from tools.benchmark.variation import url
from tools.benchmark.wire import request

ROWS = 10_000_000
XLSX_ROWS = 1_000_000
SAMPLE_EVERY_S = 0.05
# One look at hits, one at computed pages; both again and again while the export runs.
ROUND_S = 0.5
ASKED = ("hit gzip", "page gzip")
FILLER = "page identity"
FULL = 0.9
FILL_ROUNDS = 60
FLOOR_ROWS = 200_000

READ_SQL = """
    SELECT id, production_date, lot_number, item_code, item_name, good_quantity
    FROM records
    ORDER BY seq DESC
    LIMIT :limit
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, help="size of the data (%(default)s)")
    parser.add_argument("--xlsx-rows", type=int, default=XLSX_ROWS, help="(%(default)s)")
    parser.add_argument("--folder", type=Path, help="keep the data here, to use it again")
    parser.add_argument("--formats", nargs="+", default=["csv", "parquet", "xlsx"])
    parser.add_argument("--quiet-s", type=float, default=6.0, help="without an export, before it")


@dataclass(slots=True)
class Others:
    """Latencies in ms of the other requests, by case, and the highest memory meanwhile: the
    worker's and that of the process that writes the file."""

    latencies: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in ASKED})
    rss: int = 0
    export_rss: int = 0

    def p99(self, case: str) -> float:
        return percentile(sorted(self.latencies[case]), 0.99)


def run(options: argparse.Namespace) -> int:
    """0 when every file and every other answer was right."""
    configure_sqlite()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = prepared(options.rows, options.folder or folder)
        facts = read_facts(settings)
        floor = read_rows_per_cpu_s(settings)
        print(f"{facts.rows:,} rows; SQLite alone reads {floor:,.0f} rows a CPU second")
        with hub("hub", settings, 1, folder) as server:
            subjects = _subjects(server, facts)
            fill_cache(subjects.pop(FILLER))
            exports = Exports(server, list(subjects.values()), floor, options.quiet_s, folder)
            try:
                for kind in options.formats:
                    largest = options.xlsx_rows if kind == "xlsx" else facts.rows
                    exports.measure(kind, min(largest, facts.rows))
            except (Unexpected, DownloadFailed) as exc:
                print(f"not as expected: {exc}")
                return 1
    return 0


def _subjects(server: Server, facts: Facts) -> dict[str, Subject]:
    cases = [case for case in pages(facts) if case.name in (*ASKED, FILLER)]
    return {case.name: hub_subject(server, case, facts, 1.0) for case in cases}


def fill_cache(subject: Subject) -> None:
    """Else the cache would fill up meanwhile, and be taken for memory of the export."""
    server = subject.server
    for _ in range(FILL_ROUNDS):
        cache = orjson.loads(ask(server.ports[0], request("/status", {})).body)["cache"]
        if cache["bytes"] > FULL * cache["max_bytes"]:
            return
        drive(server.ports, FEW, subject.next_request, subject.wanted, ROUND_S)


@dataclass(frozen=True)
class Exports:
    """`floor`: rows a CPU second of SQLite alone."""

    server: Server
    subjects: list[Subject]
    floor: float
    quiet_s: float
    folder: Path

    def measure(self, kind: str, rows: int) -> None:
        """The others without the export, then with it. Raises Unexpected, DownloadFailed."""
        quiet, busy = Others(), Others()
        round_s = min(ROUND_S, self.quiet_s / len(self.subjects))
        for _ in range(round(self.quiet_s / round_s / len(self.subjects))):
            ask_others(self.subjects, quiet, round_s)
        before = self.server.rss()
        target = self.folder / f"export.{kind}"
        path = url("/records/export", {"format": kind, "limit": str(rows)})
        with sampled(self.server, busy), downloading(self.server.ports[0], path, target) as result:
            while (done := result()) is None:
                ask_others(self.subjects, busy, round_s)
        target.unlink()
        if done.rows != rows:
            raise Unexpected(f"{kind}: {done.rows:,} rows in the file, {rows:,} were asked for")
        report(kind, done, quiet, busy, busy.rss - before, self.floor)


def ask_others(subjects: list[Subject], others: Others, seconds: float) -> None:
    for subject in subjects:
        done = drive(subject.server.ports, FEW, subject.next_request, subject.wanted, seconds)
        others.latencies[subject.case] += [took / 1e6 for took in done.latencies_ns]
        for _, answer in done.samples:
            subject.judge(answer)


def report(
    kind: str, done: Downloaded, quiet: Others, busy: Others, grown: int, floor: float
) -> None:
    rate = done.rows / done.seconds
    print(
        f"{kind}: {done.rows:,} rows, {done.bytes / MEGABYTE:,.0f} MB in {done.seconds:.1f} s,"
        f" first byte after {done.first_byte_s:.2f} s\n"
        f"    {rate:,.0f} rows/s ({rate / floor:.2f}x SQLite alone),"
        f" {done.bytes / done.seconds / MEGABYTE:.1f} MB/s,"
        f" memory of the worker grew by {grown / MEGABYTE:.0f} MB,"
        f" the export's process had {busy.export_rss / MEGABYTE:.0f} MB"
    )
    for case in ASKED:
        ratio = busy.p99(case) / quiet.p99(case)
        print(
            f"    {case}: p99 {quiet.p99(case):.2f} ms without, {busy.p99(case):.2f} ms with it,"
            f" {ratio:.2f}x",
            flush=True,
        )


@contextmanager
def sampled(server: Server, others: Others) -> Iterator[None]:
    """Looks at the server's memory all the time."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(SAMPLE_EVERY_S):
            others.rss = max(others.rss, server.rss())
            others.export_rss = max(others.export_rss, server.export_rss())

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def read_rows_per_cpu_s(settings: Settings) -> float:
    """The floor of an export: its rows as Python values, and nothing made of them."""
    part = read_manifest(settings.manifest_path).partitions[0]
    with opened(settings, part) as db:
        began = process_time()
        count = sum(1 for _ in db.execute(READ_SQL, {"limit": FLOOR_ROWS}))
        return count / (process_time() - began)
