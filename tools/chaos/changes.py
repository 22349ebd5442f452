"""What is done to the live file: which changes in which order, and how each is made."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.erp_simulator.bad_files import BAD_STYLES
from tools.erp_simulator.crashes import hot_journal, wal_held_up, wal_kept, wal_touched
from tools.erp_simulator.erp_file import SIDE_ENDINGS, export, make_usable
from tools.erp_simulator.plant import Rows
from tools.erp_simulator.styles import (
    KEEPS_CONTENT,
    STYLES,
    Change,
    refill_slow,
    rename_over,
    slow_overwrite,
    wal,
)

FOREIGN_TAG = "V99999-"
WAL_FORMAT_BYTE = 18
NEVER_AFTER_BAD = KEEPS_CONTENT | {"wal_over_wal"}


class ErpClock:
    """`sleep` for the slow styles; `longest_s` is the longest the file can have been quiet midway.

    From the beginning of a pause to the end of the write after it.
    """

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._paused_at: float | None = None

    def begin(self) -> None:
        self.longest_s = 0.0
        self._paused_at = None

    def sleep(self, seconds: float) -> None:
        self.end()
        self._paused_at = time.monotonic()
        time.sleep(seconds)

    def end(self) -> None:
        """The write after the last pause is done."""
        if self._paused_at is not None:
            self.longest_s = max(self.longest_s, time.monotonic() - self._paused_at)
            self._paused_at = None


def leftover_wal(path: Path, rows: Rows) -> None:
    """A killed ERP's `-wal`, then a new file in the old one's place: the `-wal` is not its own."""
    wal_kept(path, [(*row[:2], f"{FOREIGN_TAG}{row[2]}", *row[3:]) for row in rows])
    rename_over(path, rows)


def wal_over_wal(path: Path, rows: Rows) -> None:
    """A file in WAL format takes the place of one whose `-wal` a killed ERP left behind."""
    beside = export(path, rows)
    wal(beside, rows)
    beside.replace(path)


def good_styles(settle_s: float, clock: ErpClock) -> Mapping[str, Change]:
    """Every way of writing; the slow ones pause for less than the settle time.

    Long enough all the same for the watcher to see the states between.
    """
    often, once = settle_s / 5, settle_s / 2
    return {
        **STYLES,
        "refill_slow": partial(refill_slow, pause_s=often, sleep=clock.sleep),
        "slow_overwrite": partial(slow_overwrite, pause_s=often, sleep=clock.sleep),
        "wal_touched": partial(wal_touched, pause_s=once, sleep=clock.sleep),
        "wal_held_up": partial(wal_held_up, pause_s=once, sleep=clock.sleep),
        **{style.__name__: style for style in (wal_kept, hot_journal, leftover_wal, wal_over_wal)},
    }


@dataclass(frozen=True, slots=True)
class Step:
    """One change; `kill` says when the watcher is killed: `publishing`, `any` or not at all."""

    style: str
    kill: str | None = None

    @property
    def is_bad(self) -> bool:
        return self.style in BAD_STYLES

    @property
    def is_new(self) -> bool:
        """Whether a new generation must become visible."""
        return not self.is_bad and self.style not in KEEPS_CONTENT


def schedule(
    styles: Sequence[str], *, replacements: int, bad_share: float, kills: int, seed: int
) -> list[Step]:
    """`replacements` good changes, bad ones between them as a share of all changes.

    Each round has every style once, in another order, `wal_over_wal` always after `wal_kept`.
    Never two bad ones in a row, nor a touch after one: the file is good again after each.
    """
    chance = random.Random(f"changes-{seed}")  # noqa: S311 - no secret
    good = _rounds(styles, replacements, chance)
    places = [n for n, style in enumerate(good) if n and style not in NEVER_AFTER_BAD]
    wanted = round(replacements * bad_share / (1 - bad_share))
    chosen = set(chance.sample(places, min(wanted, len(places))))
    bad = list(BAD_STYLES)
    names: list[str] = []
    for number, style in enumerate(good):
        if number in chosen:
            names.append(bad[sum(name in BAD_STYLES for name in names) % len(bad)])
        names.append(style)
    killed = chance.sample(range(len(names)), min(kills, len(names)))
    # Two of three kills are aimed into the publishing, the others come at any time.
    modes = {place: "any" if n % 3 == 2 else "publishing" for n, place in enumerate(killed)}
    return [Step(name, modes.get(number)) for number, name in enumerate(names)]


def _rounds(styles: Sequence[str], count: int, chance: random.Random) -> list[str]:
    names: list[str] = []
    while len(names) < count:
        order = list(styles)
        chance.shuffle(order)
        if {wal_kept.__name__, wal_over_wal.__name__} <= set(order):
            order.remove(wal_over_wal.__name__)
            order.insert(order.index(wal_kept.__name__) + 1, wal_over_wal.__name__)
        names += order
    return names[:count]


def clear_leftovers(path: Path, last_style: str | None) -> None:
    """Tidies up before the next change, as the ERP's next start would.

    Rolls an own journal back, and removes a `-wal` that is not the file's own: the ERP itself
    would replay it.
    """
    if path.with_name(f"{path.name}-journal").exists():
        make_usable(path)
    foreign = last_style == wal_over_wal.__name__
    if foreign or (path.exists() and path.read_bytes()[WAL_FORMAT_BYTE:][:1] == b"\1"):
        for ending in SIDE_ENDINGS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
