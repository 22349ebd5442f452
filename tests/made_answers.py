"""Answers made of real tables: true ones, and the same with one number changed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.assistant.results import Table
from tests.assistant_tools import ReferenceTools

FIRST, LAST = date(2024, 1, 2), date(2026, 11, 20)
Say = Callable[[float], str]


@dataclass(frozen=True)
class Made:
    """`parts` with each `amounts[i]` between `parts[i]` and `parts[i + 1]` is the answer."""

    tables: list[Table]
    parts: tuple[str, ...]
    amounts: tuple[str, ...]

    @property
    def text(self) -> str:
        ends = [*self.amounts, ""]
        return "".join(part + amount for part, amount in zip(self.parts, ends, strict=True))

    def corrupted(self, chance: random.Random) -> str:
        """One number is another one; which and how is chosen by `chance`."""
        place = chance.randrange(len(self.amounts))
        changed = list(self.amounts)
        changed[place] = _changed(changed[place], chance)
        return Made(self.tables, self.parts, tuple(changed)).text


def _changed(amount: str, chance: random.Random) -> str:
    """Another digit, two swapped, one more or one less; never the same number again."""
    digits = [place for place, c in enumerate(amount) if c.isdigit()]
    while True:
        place, letters = chance.choice(digits), list(amount)
        kind = chance.randrange(3)
        if kind == 0:
            letters[place] = chance.choice("123456789")
        elif kind == 1:
            other = chance.choice(digits)
            letters[place], letters[other] = letters[other], letters[place]
        else:
            letters.insert(place + 1, chance.choice("123456789"))
            letters = list("".join(letters).replace(",", ""))
        text = "".join(letters)
        if _digits(text) != _digits(amount) and not text.startswith("0"):
            return text


def _digits(text: str) -> str:
    return text.replace(",", "").rstrip(" ")


def plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def whole(value: float) -> str:
    return f"{value:,.0f}"


def _man(value: float) -> str:
    return f"{value / 1e4:,.1f}만" if value >= 1e5 else plain(value)


def _thousands(value: float) -> str:
    return f"{value / 1e3:,.1f}K" if value >= 1e5 else plain(value)


def _percent(value: float) -> str:
    return f"{value:.1f}%"


def made_answers(tools: ReferenceTools, count: int, seed: int) -> Iterator[Made]:
    """Of every kind in turn, in both languages."""
    chance = random.Random(seed)
    kinds = (_total, _ranking, _compare, _trend, _share, _sum_of_top, _records, _two_items)
    for number in range(count):
        yield kinds[number % len(kinds)](tools, chance)


def period(chance: random.Random) -> dict[str, str]:
    length = chance.choice((30, 61, 90, 180, 365))
    first = FIRST + timedelta(chance.randrange((LAST - FIRST).days - length))
    last = first + timedelta(length - 1)
    return {"date_from": first.isoformat(), "date_to": last.isoformat()}


def made(tables: Sequence[Table], text: str, *amounts: str) -> Made:
    return Made(list(tables), tuple(text.split("@")), amounts)


def _total(tools: ReferenceTools, chance: random.Random) -> Made:
    args = period(chance)
    table = tools.run("aggregate", {**args, "item_codes": ["BW0021"]})
    say = chance.choice((plain, whole, _man, _thousands))
    facts: Any = table.facts
    span = f"{args['date_from']} ~ {args['date_to']}"
    texts = (
        f"{span} BW0021 총 생산량은 @개, 기록은 @건, 하루 평균 @개입니다 [r1].",
        f"BW0021 made @ units in @ batches, {span}, @ a day [r1].",
    )
    amounts = (
        say(facts["total_production"]),
        whole(facts["batch_count"]),
        plain(facts["daily_average"]),
    )
    return made([table], chance.choice(texts), *amounts)


def _ranking(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "item"})
    first, second, third = table.rows[:3]
    texts = (
        "상위 3개 제품:\n1. {0} {1}: @개 (@%)\n2. {2} {3}: @개\n3. {4} {5}: @개 [r1]",
        "Top 3 items: 1st {0} {1} with @ (@%), 2nd {2} {3} with @, 3rd {4} {5} with @ [r1].",
    )
    names = [str(name) for row in (first, second, third) for name in row[:2]]
    text = chance.choice(texts).format(*names)
    share = f"{first[4]:.1f}"
    values: Any = (first[2], second[2], third[2])
    amounts = [plain(value) for value in values]
    return made([table], text, amounts[0], share, *amounts[1:])


def _compare(tools: ReferenceTools, chance: random.Random) -> Made:
    one, other = period(chance), period(chance)
    args = {"from_a": one["date_from"], "to_a": one["date_to"]}
    args |= {"from_b": other["date_from"], "to_b": other["date_to"]}
    table = tools.run("compare", args)
    facts: Any = table.facts
    say = chance.choice((plain, _man))
    texts = (
        "@개에서 @개로 @개, @% 변했습니다 [r1].",
        "It went from @ to @, a change of @ or @% [r1].",
    )
    amounts = (say(facts["total_b"]), say(facts["total_a"]), plain(abs(facts["difference"])))
    return made([table], chance.choice(texts), *amounts, f"{abs(facts['change_pct']):.1f}")


def _trend(tools: ReferenceTools, chance: random.Random) -> Made:
    group = chance.choice(("month", "quarter", "weekday", "week"))
    year = chance.choice((2024, 2025))
    args = {"date_from": f"{year}-01-01", "date_to": f"{year}-12-31", "group_by": group}
    table = tools.run("aggregate", args)
    amounts: Any = [row[1] for row in table.rows]
    mean = sum(amounts) / len(amounts)
    texts = (
        f"{year}년 추이: 가장 많은 때는 @개, 가장 적은 때는 @개, 평균 @개입니다 [r1].",
        f"In {year} the highest was @, the lowest @ and the mean @ [r1].",
    )
    return made(
        [table], chance.choice(texts), plain(max(amounts)), plain(min(amounts)), plain(mean)
    )


def _share(tools: ReferenceTools, chance: random.Random) -> Made:
    args = period(chance)
    part = tools.run("aggregate", {**args, "item_codes": ["B0061"]})
    whole = tools.run("aggregate", args)
    one: Any = part.facts["total_production"]
    all_items: Any = whole.facts["total_production"]
    texts = (
        "B0061은 전체 @개 중 @개로 @을 차지합니다 [r1] [r2].",
        "B0061: of @, @ or @ [r1] [r2].",
    )
    share = _percent(100 * one / all_items)
    return made([part, whole], chance.choice(texts), plain(all_items), plain(one), share)


def _sum_of_top(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "item"})
    size = chance.choice((2, 3, 4))
    amounts: Any = [row[2] for row in table.rows]
    texts = (
        f"상위 {size}개 제품의 합은 @개이고 1위와 2위의 차이는 @개입니다 [r1].",
        f"The top {size} items together made @; first and second are @ apart [r1].",
    )
    summed = plain(sum(amounts[:size]))
    return made([table], chance.choice(texts), summed, plain(amounts[0] - amounts[1]))


def _records(tools: ReferenceTools, chance: random.Random) -> Made:
    args = {"item_code": chance.choice(list(tools.names)), "limit": 5, **period(chance)}
    table = tools.run("records", args)
    rows = [row for row in table.rows if row[3]]
    texts = (
        f"기록은 모두 @건이고 {rows[0][0]} 로트 {rows[0][1]}의 수량은 @개입니다 [r1].",
        f"There are @ records; lot {rows[0][1]} of {rows[0][0]} has @ [r1].",
    )
    amount: Any = rows[0][3]
    return made([table], chance.choice(texts), whole(table.row_count), plain(amount))


def _two_items(tools: ReferenceTools, chance: random.Random) -> Made:
    args = period(chance)
    one = tools.run("aggregate", {**args, "item_codes": ["BW0034"]})
    other = tools.run("aggregate", {**args, "item_codes": ["AS0007"]})
    a: Any = one.facts["total_production"]
    b: Any = other.facts["total_production"]
    texts = (
        "BW0034는 @개, AS0007은 @개로 @개 차이(@) 입니다 [r1] [r2].",
        "BW0034 made @ and AS0007 @: a difference of @, or @ [r1] [r2].",
    )
    change = _percent(abs(100 * (b - a) / a))
    return made([one, other], chance.choice(texts), plain(a), plain(b), plain(abs(a - b)), change)
