"""What the simulated ERP's file holds: version N is a pure function of the plant and N."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

# id, production_date, lot_number, item_code, item_name, good_quantity
Row = tuple[int, str, str | None, str, str | None, float | str | bytes | None]
Rows = Sequence[Row]

ITEMS = (
    ("BW0021", "브레이크 와셔 M8"),
    ("BW0034", "볼트 와셔 Φ12"),
    ("B0061", "베어링 Φ61"),
    ("AS0007", "암 샤프트 M7"),
    ("AC0103", None),
)


class Expected(NamedTuple):
    """What a reader must find in a version: `total` is the sum of the numeric quantities."""

    rows: int
    total: float


@dataclass(frozen=True)
class Plant:
    """`base` is version 0; each later version books `bookings` more on `day` and corrects one row.

    `tagged`: every lot number of version N begins with `V0000N-` and every quantity is N higher,
    so that an answer made of two versions shows in its rows and in its sums.
    """

    base: tuple[Row, ...]
    day: date
    seed: int = 1
    bookings: int = 3
    tagged: bool = False

    def content(self, version: int) -> list[Row]:
        rows = list(self.base)
        next_id = max((row[0] for row in rows), default=0) + 1
        for step in range(1, version + 1):
            chance = _seeded(self.seed, step)
            if rows:
                place = chance.randrange(len(rows))
                rows[place] = (*rows[place][:5], float(chance.randrange(1, 2000)))
            for _ in range(self.bookings):
                rows.append(_booking(chance, next_id, self.day))
                next_id += 1
        return [_tag(row, version) for row in rows] if self.tagged else rows

    def expected(self, version: int) -> Expected:
        rows = self.content(version)
        return Expected(len(rows), sum(q for row in rows if isinstance(q := row[5], int | float)))


def make_plant(*, rows: int = 2000, seed: int = 1, until: date, tagged: bool = False) -> Plant:
    """A plant with `rows` bookings between 1 January and `until`; its sums are exact as floats."""
    first = date(until.year, 1, 1)
    span = (until - first).days + 1
    chance = _seeded(seed, 0)
    days = [first + timedelta(days=number * span // rows) for number in range(rows)]
    base = tuple(_booking(chance, number, day) for number, day in enumerate(days, 1))
    return Plant(base, until, seed, tagged=tagged)


def tag_of(version: int) -> str:
    return f"V{version:05d}-"


def _booking(chance: random.Random, number: int, day: date) -> Row:
    code, name = chance.choice(ITEMS)
    hour, minute = chance.randrange(24), chance.randrange(60)
    half = "오후" if hour >= 12 else "오전"
    moment = f"{day} {half} {hour % 12 or 12:02}:{minute:02}:00"
    quantity = chance.randrange(1, 900) + chance.choice((0.0, 0.0, 0.0, 0.5))
    return number, moment, f"LOT{day:%Y%m%d}-{number % 1000:03}", code, name, quantity


def _tag(row: Row, version: int) -> Row:
    number, moment, lot, code, name, quantity = row
    if isinstance(quantity, int | float):
        quantity += version
    return number, moment, f"{tag_of(version)}{lot or ''}", code, name, quantity


def _seeded(seed: int, step: int) -> random.Random:
    return random.Random(f"plant-{seed}-{step}")  # noqa: S311 - sample data guards no secret
