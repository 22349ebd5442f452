"""A plant's day: who asks when, in which order versions came, and what the report makes of it."""

import os
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shared.db.manifest import Manifest, write_manifest
from tests.factories import erp_rows, make_source
from tests.unit.tools.benchmark.data import make_facts
from tools.benchmark.day import book, is_clean, report
from tools.benchmark.day_replay import Tally, Versions
from tools.benchmark.day_traffic import DAY_MINUTES, clients

FACTS = make_facts(first_day=date(2024, 1, 2), last_day=date(2026, 11, 20))


def test_who_asks_how_often() -> None:
    visits = {client.name: len(client.visits) for client in clients(FACTS)}
    managers = [visits.pop(f"manager {number}") for number in range(1, 6)]
    assert visits == {
        "wall 1": 1_200,
        "wall 2": 1_200,
        "script two days": 40,
        "script week": 10,
        "script totals": 20,
    }
    assert 400 < sum(managers) < 600


def test_the_day_is_the_same_every_time() -> None:
    assert clients(FACTS) == clients(FACTS)


def test_visits_are_in_order_and_inside_the_day() -> None:
    for client in clients(FACTS):
        minutes = [visit.minute for visit in client.visits]
        assert minutes == sorted(minutes)
        assert 0 <= minutes[0] <= minutes[-1] < DAY_MINUTES


def publish(path: Path, version: str) -> None:
    manifest = Manifest(version=version, published_at="", snapshot_day="", partitions=())
    before = path.stat().st_mtime_ns if path.exists() else 0
    write_manifest(path, manifest)
    # Two manifests within one tick of a coarse clock would look alike.
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_versions_have_the_order_in_which_they_came(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    publish(path, "c0ffee")
    versions = Versions(path)
    assert versions.latest() == 0
    publish(path, "abc123")
    # An answer may name it before anybody has looked.
    assert versions.place("abc123") == 1
    assert (versions.place("c0ffee"), versions.latest()) == (0, 1)
    with pytest.raises(KeyError):
        versions.place("never")


def test_a_change_is_bookings_and_a_correction(tmp_path: Path) -> None:
    live = tmp_path / "live.db"
    make_source(live, erp_rows(2026, 300, 1, last=date(2026, 11, 20)))
    before = totals(live)
    book(live, 3)
    after = totals(live)
    assert after[0] - before[0] == 200
    with closing(sqlite3.connect(live)) as erp:
        (booked,) = erp.execute(
            "SELECT COUNT(*) FROM production_records WHERE production_date = '2026-11-20 08:45:00'"
        ).fetchone()
    assert booked == 200


def totals(live: Path) -> tuple[int, float]:
    with closing(sqlite3.connect(live)) as erp:
        count, total = erp.execute(
            "SELECT COUNT(*), TOTAL(good_quantity) FROM production_records"
        ).fetchone()
    return count, total


@pytest.mark.parametrize(
    ("tally", "clean"),
    [
        (Tally(Counter({200: 5, 304: 5})), True),
        (Tally(Counter({200: 5, 429: 1})), False),
        (Tally(Counter({200: 5}), stale=1), False),
        (Tally(Counter({200: 5}), lost=["wall 1 /overview: EOFError"]), False),
    ],
)
def test_clean(tally: Tally, clean: bool) -> None:
    assert is_clean(tally) is clean


def test_report() -> None:
    tally = Tally(
        Counter({200: 8, 304: 2, 503: 1}),
        sent_bytes=1_000_000,
        whole_bytes=4_000_000,
        told={"wall 1": 3, "wall 2": 2},
    )
    assert list(report(tally, hits=7, misses=3, versions=3)) == [
        "11 requests, 3 versions published meanwhile",
        "status codes: 200 8, 304 2, 503 1",
        "bytes: 4.0 MB of answers, 1.0 MB sent, 75% saved by gzip and 304",
        "issue shows",
        "  ok    " + "answers from the cache (hits and 304)".ljust(58) + "         70%   >= 70%",
        "  ok    " + "stale answers".ljust(58) + "           0   0",
        "  MISS  " + "event streams behind at the end".ljust(58) + "           1   0",
        "  MISS  " + "errors (429 and 5xx included)".ljust(58) + "           1   0",
        "  ok    " + "lost connections".ljust(58) + "           0   0",
    ]
