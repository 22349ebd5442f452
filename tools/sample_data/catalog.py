"""The sample plant's items: codes, Korean names, renames, when each is made, and batch sizes."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tools.sample_data.chance import seeded

FAMILIES = {
    "BW": ("브레이크 와셔", "볼트 와셔", "부싱 와셔", "베어링 와셔"),
    "B": ("베어링", "볼트", "브라켓", "부싱"),
    "AS": ("암 샤프트", "액슬 샤프트", "에어 실린더"),
    "AC": ("에어 커버", "알루미늄 캡", "어댑터 커넥터"),
    "AW": ("앵커 와이어", "액슬 와셔", "알루미늄 휠"),
}
FAMILY_SHARE = (36, 22, 16, 14, 12)
BEST_SELLERS = ("BW0021", "B0061")
ITEM_COUNT = 160
ZIPF_EXPONENT = 0.9
PACK_SIZES = (10, 20, 24, 50, 100)


@dataclass(frozen=True)
class Item:
    """One item; `later_name` replaces `name` from `renamed_on` on. `typical` pieces a batch."""

    code: str
    name: str | None
    later_name: str | None
    renamed_on: date
    first_day: date
    last_day: date
    weight: float
    pack: int
    typical: int
    by_weight: bool

    def is_made(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def name_on(self, day: date) -> str | None:
        return self.later_name if day >= self.renamed_on else self.name

    def quantity(self, chance: random.Random) -> float:
        """Good pieces (or kilograms) of one batch; now and then none."""
        if chance.random() < 0.004:
            return 0.0
        amount = self.typical * chance.lognormvariate(0.0, 0.28)
        if self.by_weight:
            return round(amount / 8, chance.choice((1, 2, 3)))
        scrap = chance.choice((0, 0, 0, 1, 2, 3, 5))
        return float(max(1, round(amount / self.pack) * self.pack - scrap))


def make_items(seed: int, first: date, until: date) -> tuple[Item, ...]:
    """The items made between two days, best seller first."""
    chance = seeded("items", seed)
    codes = _make_codes(chance)
    return tuple(_make_item(chance, rank, code, first, until) for rank, code in enumerate(codes, 1))


def _make_codes(chance: random.Random) -> list[str]:
    numbers = {prefix: chance.sample(range(1, 1000), ITEM_COUNT) for prefix in FAMILIES}
    prefixes = chance.choices(list(FAMILIES), FAMILY_SHARE, k=ITEM_COUNT)
    codes = [f"{prefix}{numbers[prefix].pop():04}" for prefix in prefixes]
    others = [code for code in codes if code not in BEST_SELLERS]
    return [*BEST_SELLERS, *others][:ITEM_COUNT]


def _make_item(chance: random.Random, rank: int, code: str, first: date, until: date) -> Item:
    first_day, last_day = _life(rank, first, until)
    nouns = FAMILIES[code.rstrip("0123456789")]
    size = chance.choice((f"M{chance.randrange(4, 25)}", f"Φ{chance.randrange(6, 90)}"))
    name = f"{chance.choice(nouns)} {size}"
    renamed = rank % 8 == 2
    days = (until - first).days
    return Item(
        code=code,
        name=None if rank % 60 == 37 else name,
        later_name=f"{name} {chance.choice(('개선', 'A', 'B', '신형'))}" if renamed else name,
        renamed_on=first + timedelta(days=chance.randrange(days // 4, 1 + 3 * days // 4)),
        first_day=first_day,
        last_day=last_day,
        weight=rank**-ZIPF_EXPONENT,
        pack=chance.choice(PACK_SIZES),
        typical=round(60 * chance.lognormvariate(1.6, 0.5)),
        by_weight=rank % 11 == 6,
    )


def _life(rank: int, first: date, until: date) -> tuple[date, date]:
    """First and last day on which an item is made; some are gone by last autumn, some are new."""
    this_year = date(until.year, 1, 1)
    if rank % 10 == 7 and first.year < until.year:
        # Gone before the December rows that stay behind in the live file: only an archive has it.
        gone = date(first.year + rank % (until.year - first.year), 4 + rank % 7, 15)
        return first, gone
    if rank % 10 == 9:
        return this_year + timedelta(days=7 * (rank % 20)), until
    return first, until
