"""More true answers of real tables, as a language model words them: 만, ranges, points, tables."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.assistant_tools import ReferenceTools
from tests.made_answers import Made, made, period, plain, whole

_WEEKDAYS = "월화수목금토일"
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken_answers(tools: ReferenceTools, count: int, seed: int) -> Iterator[Made]:
    """Of every kind in turn, in both languages."""
    chance = random.Random(seed)
    kinds = (_rounded, _range, _points, _table, _best_day, _fall, _some_months, _top_share)
    for number in range(count):
        yield kinds[number % len(kinds)](tools, chance)


def _mixed(value: float) -> str:
    """`12만 3,456`."""
    high, low = divmod(round(value), 10_000)
    return f"{high}만 {low:,}" if high and low else plain(round(value))


def _about(value: float) -> str:
    return f"{value / 1e4:.1f}만" if value >= 1e4 else f"{value / 1e3:.1f}천"


def _rounded(tools: ReferenceTools, chance: random.Random) -> Made:
    args = period(chance)
    table = tools.run("aggregate", {**args, "item_codes": ["BW0034"]})
    facts: Any = table.facts
    total = facts["total_production"]
    say = chance.choice((_mixed, _about, lambda value: f"{value / 1e3:,.1f} thousand"))
    texts = (
        "BW0034는 약 @개를 생산했습니다. 생산일 @일 동안 총 @건입니다 [r1].",
        "약 @ 개, 생산일 수 @일, 배치 @건 [r1].",
    )
    return made(
        [table],
        chance.choice(texts),
        say(total),
        whole(facts["day_count"]),
        whole(facts["batch_count"]),
    )


def _range(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "month"})
    amounts: Any = [row[1] for row in table.rows]
    texts = (
        "월별 생산량은 @~@개 범위이고 평균은 @개입니다 [r1].",
        "최소 @개에서 최대 @개, 평균 @개 [r1].",
        "Between @ and @ a month, @ on average [r1].",
        "Monthly output ranges from @ to @ (mean @) [r1].",
        "@ – @ pcs a month, @ pcs on average [r1].",
    )
    mean = sum(amounts) / len(amounts)
    return made(
        [table], chance.choice(texts), plain(min(amounts)), plain(max(amounts)), plain(mean)
    )


def _points(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "item"})
    first, second = table.rows[:2]
    a: Any = first[4]
    b: Any = second[4]
    texts = (
        f"1위 {first[0]}의 비중은 @%로 2위 {second[0]}(@%)보다 @%p 높습니다 [r1].",
        f"{first[0]} @%, {second[0]} @%: 차이는 @%포인트입니다 [r1].",
        f"{first[0]} has @%, {second[0]} @%, @ percentage points less [r1].",
    )
    return made([table], chance.choice(texts), f"{a:.2f}", f"{b:.2f}", f"{a - b:.2f}")


def _table(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "item"})
    rows: Any = table.rows[:3]
    head = chance.choice(("| 순위 | 품목 | 생산량 | 비중 |", "| Rank | Item | Total | Share |"))
    lines = [head, "|---|---|---:|---:|"]
    lines += [f"| {place} | **{row[0]}** | @ | @% |" for place, row in enumerate(rows, 1)]
    amounts = [text for row in rows for text in (plain(row[2]), f"{row[4]:.1f}")]
    return made([table], "\n".join(lines) + "\n[r1]", *amounts)


def _best_day(tools: ReferenceTools, chance: random.Random) -> Made:
    args = {**period(chance), "group_by": "day", "order": "desc", "limit": 5}
    table = tools.run("aggregate", args)
    best: Any = table.rows[0]
    day = date.fromisoformat(best[0])
    name, korean = _NAMES[day.weekday()], _WEEKDAYS[day.weekday()]
    texts = (
        f"{day.year}년 {day.month}월 {day.day}일({korean})에 @개로 가장 많았고, @건입니다 [r1].",
        f"{day:%Y/%m/%d} 하루에 **@개**(@건)를 생산했습니다 [r1].",
        f"'{day:%y}년 {day.month}월 {day.day}일 @EA, @건 [r1].",
        f"On {name}, {day.day} {day:%B} {day.year}, the plant made @ units in @ batches [r1].",
        f"The best day was {day:%B} {day.day}, {day.year} with @ pcs ({'@'} records) [r1].",
    )
    return made([table], chance.choice(texts), plain(best[1]), whole(best[2]))


def _fall(tools: ReferenceTools, chance: random.Random) -> Made:
    one, other = period(chance), period(chance)
    args = {"from_a": one["date_from"], "to_a": one["date_to"]}
    args |= {"from_b": other["date_from"], "to_b": other["date_to"]}
    table = tools.run("compare", args)
    facts: Any = table.facts
    change, difference = facts["change_pct"], facts["difference"]
    arrow = "▲" if change > 0 else "▼"
    sign = "+" if change > 0 else "-"
    verb = "증가" if change > 0 else "감소"
    texts = (
        f"전 기간 대비 {arrow}@%({sign}@개) [r1].",
        f"@% {verb}했습니다. 차이는 @개입니다 [r1].",
        f"A change of {sign}@% ({sign}@ units) [r1].",
    )
    return made([table], chance.choice(texts), f"{abs(change):.1f}", plain(abs(difference)))


def _some_months(tools: ReferenceTools, chance: random.Random) -> Made:
    year = chance.choice((2024, 2025))
    args = {"date_from": f"{year}-01-01", "date_to": f"{year}-12-31", "group_by": "month"}
    table = tools.run("aggregate", args)
    month = chance.randrange(len(table.rows))
    row: Any = table.rows[month]
    number = int(row[0][5:])
    name = date(year, number, 1).strftime("%B")
    texts = (
        f"{year}년 {number}월의 생산량은 @개(@건)입니다 [r1].",
        f"{number}월: @개, 배치 @건. 1분기부터 4분기까지의 흐름은 표를 보십시오 [r1].",
        f"In {name} {year} it was @ in @ batches [r1].",
    )
    return made([table], chance.choice(texts), plain(row[1]), whole(row[2]))


def _top_share(tools: ReferenceTools, chance: random.Random) -> Made:
    table = tools.run("aggregate", {**period(chance), "group_by": "item"})
    rows: Any = table.rows
    size = chance.choice((2, 3))
    total: Any = table.facts["total_production"]
    share = sum(row[4] for row in rows[:size])
    texts = (
        f"상위 {size}개 품목이 전체 @개의 @%를 차지합니다 [r1].",
        f"The top {size} items are @% of all @ units [r1].",
    )
    text = chance.choice(texts)
    amounts: Any = (plain(total), f"{share:.1f}")
    return made([table], text, *(amounts if text[0] == "상" else amounts[::-1]))
