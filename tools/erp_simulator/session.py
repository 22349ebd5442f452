"""Plays a row of changes against a live file, one version after the other."""

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.erp_file import read_rows
from tools.erp_simulator.plant import Plant, make_plant
from tools.erp_simulator.styles import KEEPS_CONTENT, STYLES

ALL_STYLES = {**STYLES, **BAD_STYLES}

# One plant day: the morning refill, bookings, exports in several ways, the evening refill.
DAY = (
    "refill",
    "append",
    "append",
    "rename_over",
    "append",
    "overwrite",
    "touch",
    "append",
    "slow_overwrite",
    "wal",
    "append",
    "wal",
    "append",
    "refill_slow",
)


@dataclass(frozen=True)
class Played:
    """One change: the version that a reader must find afterwards, None after a bad file."""

    style: str
    version: int | None
    rows: int


def plant_for(live: Path, *, day: date, seed: int, tagged: bool = False) -> Plant:
    """A plant that goes on from what the live file holds; a new one when it holds nothing."""
    try:
        base = tuple(read_rows(live))
    except sqlite3.DatabaseError:
        base = ()
    if base:
        return Plant(base, day, seed, tagged=tagged)
    return make_plant(until=day, seed=seed, tagged=tagged)


def play(
    live: Path,
    plant: Plant,
    styles: Iterable[str],
    *,
    every_s: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Played]:
    """Makes one change a style, `every_s` apart, and tells of each when it is done."""
    live.parent.mkdir(parents=True, exist_ok=True)
    version = 0
    is_good = live.exists()
    for number, style in enumerate(styles):
        if number:
            sleep(every_s)
        if style not in KEEPS_CONTENT:
            is_good = style in STYLES
            version += is_good
        rows = plant.content(version)
        ALL_STYLES[style](live, rows)
        yield Played(style, version, len(rows)) if is_good else Played(style, None, 0)


def in_turn(styles: Iterable[str], changes: int | None) -> list[str]:
    """`changes` styles, over and over (None: each once)."""
    given = list(styles)
    return list(itertools.islice(itertools.cycle(given), changes)) if changes else given
