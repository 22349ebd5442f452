"""The sample plant's bookings, day by day, in the order in which its ERP inserts them."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import chain, count, cycle, repeat

from tools.sample_data.catalog import Item
from tools.sample_data.chance import draws, seeded

# production_date, lot_number, item_code, item_name, good_quantity
Booking = tuple[str, str | None, str, str | None, float | str]
# Lot style, item_code, item_name, good_quantity.
Batch = tuple[int, str, str | None, float]

LOT_STYLE_NONE = 3
LOT_STYLE = {"B": 0, "AC": 0, "BW": 1, "AS": 2, "AW": 2}
BATCHES_A_WEEK_MAX = 2048
THREE_DIGITS = tuple(f"{number:03}" for number in range(1, 1000))
LATE_EVERY = 150
NO_LOT_CHANCE = 0.02
NO_NAME_CHANCE = 0.01


class BookingStream:
    """One file's bookings; days must be asked for in order, for lots are numbered on."""

    def __init__(self, items: Sequence[Item], stamps: list[str], seed: int) -> None:
        self._items = items
        self._stamps = stamps
        self._seed = seed
        self._week = self._month = self._year = date.min
        self._batches: list[Batch] = []
        self._lots: list[Callable[[], str | None]] = [repeat(None).__next__] * 4
        self._late: list[Booking] = []

    def of_day(self, day: date, amount: int) -> list[Booking]:
        """`amount` bookings of the day, less those entered late, plus earlier late ones."""
        chance = seeded("rows", self._seed, day)
        self._turn_to(day, amount)
        text, stamps, lots = day.isoformat(), self._stamps, self._lots
        batches, variety = self._batches, len(self._batches)
        moments = sorted(draws(chance, amount))
        picks = draws(chance, amount)
        rows: list[Booking] = []
        for moment, pick in zip(moments, picks, strict=True):
            style, code, name, quantity = batches[pick % variety]
            rows.append((text + stamps[moment >> 3], lots[style](), code, name, quantity))
        late_count = int(amount / LATE_EVERY + chance.random())
        late = [rows.pop(chance.randrange(len(rows))) for _ in range(late_count)]
        middle = len(rows) // 2
        rows[middle:middle] = self._late
        self._late = late
        return rows

    def still_late(self) -> list[Booking]:
        """What is left to enter when the file ends."""
        late, self._late = self._late, []
        return late

    def _turn_to(self, day: date, amount: int) -> None:
        week = day - timedelta(days=day.weekday())
        if week != self._week:
            self._week = week
            self._batches = self._make_batches(day, min(BATCHES_A_WEEK_MAX, 100 + 2 * amount))
        if day.year != self._year.year:
            self._year = day
            self._lots[0] = map(f"LT{day:%Y}".__add__, cycle(THREE_DIGITS)).__next__
        if (day.year, day.month) != (self._month.year, self._month.month):
            self._month = day
            self._lots[1] = _numbered(f"LT{day:%Y%m}-")
        self._lots[2] = _numbered(f"LOT{day:%Y%m%d}-")

    def _make_batches(self, day: date, amount: int) -> list[Batch]:
        """What a week may book: the items made then, each week in other proportions."""
        chance = seeded("week", self._seed, day)
        made = [item for item in self._items if item.is_made(day)]
        weights = [item.weight * chance.lognormvariate(0.0, 0.35) for item in made]
        return [_batch(chance, item, day) for item in chance.choices(made, weights, k=amount)]


def _numbered(prefix: str) -> Callable[[], str]:
    numbers = chain(THREE_DIGITS, map(str, count(1000)))
    return map(prefix.__add__, numbers).__next__


def _batch(chance: random.Random, item: Item, day: date) -> Batch:
    no_lot, no_name = chance.random() < NO_LOT_CHANCE, chance.random() < NO_NAME_CHANCE
    return (
        LOT_STYLE_NONE if no_lot else LOT_STYLE[item.code.rstrip("0123456789")],
        item.code,
        None if no_name else item.name_on(day),
        item.quantity(chance),
    )
