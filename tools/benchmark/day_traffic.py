"""Who asks what on a plant's day, minute by minute. These are the assumptions of `benchmark day`:

- The day has ten hours; the ERP writes its live file every 15 minutes (40 versions).
- Two wall displays show `/overview`: every 30 seconds, and at once when `/events` names a new
  version. Like a browser they send the ETag they have.
- Five managers have the dashboard open. An open page asks for its four answers again when the
  version changes; each of them also looks at something about every 6 minutes. Six looks in ten are
  the same default page; the others are about one of the two items that the manager cares for.
  They send no ETag. (Our own dashboard keeps answers by version and would ask less.)
- Three scripts come in bursts, without a pause between pages and without ETags: one reads the last
  two days every 15 minutes, one the last week every hour (both walk along the cursor), one the
  daily totals and the item list every 30 minutes.
- Every client keeps one connection, to one worker, and takes gzip.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tools.benchmark.facts import Facts
from tools.benchmark.variation import url

DAY_MINUTES = 600
WALLS, MANAGERS = 2, 5
WALL_EVERY = 0.5
LOOK_EVERY = 6.0
DEFAULT_SHARE = 0.6
WALKED_PAGES = 8
SEED = 11


@dataclass(frozen=True, slots=True)
class Visit:
    """At a minute of the day: paths, one after the other; `walk`: then on along the cursor."""

    minute: float
    paths: tuple[str, ...]
    walk: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """`on_version`: what an open page asks again when `/events` names a new version."""

    name: str
    visits: tuple[Visit, ...]
    on_version: tuple[str, ...] = ()
    conditional: bool = True


def clients(facts: Facts) -> list[Client]:
    chance = random.Random(SEED)  # noqa: S311 - no secret
    walls = [_wall(number) for number in range(1, WALLS + 1)]
    managers = [_manager(number, facts, chance) for number in range(1, MANAGERS + 1)]
    return [*walls, *managers, *_scripts(facts)]


def _wall(number: int) -> Client:
    polls = int(DAY_MINUTES / WALL_EVERY)
    visits = tuple(Visit(at * WALL_EVERY, ("/overview",)) for at in range(polls))
    return Client(f"wall {number}", visits, ("/overview",))


def default_page(facts: Facts) -> tuple[str, ...]:
    month = str(facts.last_day.replace(day=1))
    return (
        "/overview",
        url("/records", {"limit": "100"}),
        url("/summary/by_item", {"date_from": month}),
        url("/summary/totals", {"group_by": "month"}),
    )


def item_page(item: str, facts: Facts) -> tuple[str, ...]:
    year = f"{facts.last_day.year}-01-01"
    return (
        url("/overview", {"item_code": item}),
        url("/records", {"item_code": item, "limit": "100"}),
        url("/summary/totals", {"group_by": "day", "item_code": item, "date_from": year}),
    )


def _manager(number: int, facts: Facts, chance: random.Random) -> Client:
    items = chance.sample(facts.common, 2)
    visits = []
    for minute in _times(chance):
        default = chance.random() < DEFAULT_SHARE
        paths = default_page(facts) if default else item_page(chance.choice(items), facts)
        visits.append(Visit(minute, paths))
    return Client(f"manager {number}", tuple(visits), default_page(facts), conditional=False)


def _times(chance: random.Random) -> Iterator[float]:
    minute = chance.expovariate(1 / LOOK_EVERY)
    while minute < DAY_MINUTES:
        yield minute
        minute += chance.expovariate(1 / LOOK_EVERY)


def _scripts(facts: Facts) -> Sequence[Client]:
    two_days = url("/records", {"date_from": str(facts.last_day - timedelta(days=1))})
    week = url("/records", {"date_from": str(facts.last_day - timedelta(days=6))})
    year = f"{facts.last_day.year}-01-01"
    daily = (url("/summary/totals", {"group_by": "day", "date_from": year}), "/items")
    return (
        _script("script two days", 15, (two_days,), walk=True),
        _script("script week", 60, (week,), walk=True),
        _script("script totals", 30, daily, walk=False),
    )


def _script(name: str, every: int, paths: tuple[str, ...], *, walk: bool) -> Client:
    visits = tuple(Visit(minute, paths, walk) for minute in range(0, DAY_MINUTES, every))
    return Client(name, visits, conditional=False)
