"""`python -m tools.benchmark day`: a plant's day in minutes, through real HTTP, while the real
publisher publishes 40 changes of the live file. What is assumed stands in `day_traffic`."""

import argparse
import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from shared.settings import Settings
from tools.benchmark.data import ROOT, environment, prepared
from tools.benchmark.day_replay import Tally, Versions, replay
from tools.benchmark.day_traffic import DAY_MINUTES, Client, clients
from tools.benchmark.facts import read_facts
from tools.benchmark.measure import MEGABYTE
from tools.benchmark.report import shows
from tools.benchmark.servers import hub
from tools.benchmark.subject import cache_counts
from tools.benchmark.targets import Line

ROWS = 1_000_000
VERSIONS = 40
SECONDS = 160.0
BOOKINGS = 200
PUBLISH_S = 60.0
LOOK_EVERY_S = 0.02
HIT_RATE = 0.7
# Fast, because the day is: 15 minutes between two changes are a few seconds here.
WATCHER = {"HUB_SETTLE_S": "0.1", "HUB_POLL_INTERVAL_S": "0.1"}

BOOK_SQL = """
    INSERT INTO production_records(
        production_date, lot_number, item_code, item_name, good_quantity
    )
    SELECT :moment, lot_number, item_code, item_name, good_quantity
    FROM production_records
    WHERE typeof(good_quantity) = 'real' AND item_code != ''
    ORDER BY id DESC
    LIMIT :count
"""

CORRECT_SQL = """
    UPDATE production_records
    SET good_quantity = good_quantity + 1
    WHERE id = (SELECT MAX(id) FROM production_records WHERE typeof(good_quantity) = 'real')
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, help="size of the data (%(default)s)")
    parser.add_argument("--versions", type=int, default=VERSIONS, help="(%(default)s)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="the day takes that long")
    parser.add_argument("--workers", type=int, default=2, help="API processes (%(default)s)")


def run(options: argparse.Namespace) -> int:
    """0 when no answer was stale, lost or an error."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # In a folder of its own: the day changes the ERP's file.
        settings = prepared(options.rows, folder)
        facts = read_facts(settings)
        with (
            watching(settings, folder / "watcher.log"),
            hub("hub", settings, options.workers, folder) as server,
        ):
            hits, misses = cache_counts(server.ports)
            played = clients(facts)
            tally = asyncio.run(_play(options, settings, played, server.ports))
            after = cache_counts(server.ports)
    print("\n".join(report(tally, after[0] - hits, after[1] - misses, options.versions)))
    return 0 if is_clean(tally) else 1


async def _play(
    options: argparse.Namespace, settings: Settings, played: Sequence[Client], ports: list[int]
) -> Tally:
    versions = Versions(settings.manifest_path)
    versions.latest()
    erp = asyncio.create_task(
        erp_day(settings, versions, options.versions, options.seconds / options.versions)
    )
    return await replay(played, ports, versions, options.seconds / DAY_MINUTES, erp)


async def erp_day(settings: Settings, versions: Versions, count: int, every_s: float) -> None:
    """So many changes, each after the one before it was published. Raises TimeoutError."""
    began = time.monotonic()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + (number + 0.5) * every_s - time.monotonic()))
        before = versions.latest()
        await asyncio.to_thread(book, settings.live_db, number)
        await _until_published(versions, before)


async def _until_published(versions: Versions, before: int) -> None:
    for _ in range(int(PUBLISH_S / LOOK_EVERY_S)):
        if versions.latest() != before:
            return
        await asyncio.sleep(LOOK_EVERY_S)
    raise TimeoutError(f"nothing was published within {PUBLISH_S:.0f} s")


def book(live: Path, number: int) -> None:
    """What the ERP does every quarter of an hour: bookings of the day, and one correction."""
    hour, minute = divmod(8 * 60 + number * 15, 60)
    moment = f"2026-11-20 {hour:02}:{minute:02}:00"
    with closing(sqlite3.connect(live, timeout=30)) as erp, erp:
        erp.execute(BOOK_SQL, {"moment": moment, "count": BOOKINGS})
        erp.execute(CORRECT_SQL)


@contextmanager
def watching(settings: Settings, log: Path) -> Iterator[None]:
    """The real watcher while it lasts."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.watcher"],
            env=environment(settings, WATCHER),
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def is_clean(tally: Tally) -> bool:
    return not tally.stale and not tally.lost and set(tally.statuses) <= {200, 304}


def report(tally: Tally, hits: int, misses: int, versions: int) -> Iterator[str]:
    asked = sum(tally.statuses.values())
    saved = 1 - tally.sent_bytes / max(1, tally.whole_bytes)
    yield f"{asked:,} requests, {versions} versions published meanwhile"
    counts = (f"{code} {count:,}" for code, count in sorted(tally.statuses.items()))
    yield f"status codes: {', '.join(counts)}"
    whole, sent = tally.whole_bytes / MEGABYTE, tally.sent_bytes / MEGABYTE
    yield f"bytes: {whole:.1f} MB of answers, {sent:.1f} MB sent, {saved:.0%} saved by gzip and 304"
    yield from (f"lost: {text}" for text in tally.lost)
    rate = hits / max(1, hits + misses)
    behind = sum(place != versions for place in tally.told.values())
    errors = sum(n for code, n in tally.statuses.items() if code not in (200, 304))
    yield "issue shows"
    yield from shows(
        [
            Line(
                "answers from the cache (hits and 304)", f"{rate:.0%}", ">= 70%", rate >= HIT_RATE
            ),
            Line("stale answers", str(tally.stale), "0", not tally.stale),
            Line("event streams behind at the end", str(behind), "0", not behind),
            Line("errors (429 and 5xx included)", str(errors), "0", not errors),
            Line("lost connections", str(len(tally.lost)), "0", not tally.lost),
        ]
    )
