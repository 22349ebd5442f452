"""Answers as a right API would give them, to be spoiled by a test."""

from datetime import date
from typing import Any

import orjson

from tools.chaos.asks import Ask, HealthAsk, PageAsk, TotalsAsk
from tools.chaos.checker import Checker
from tools.chaos.client import Answer
from tools.chaos.truth import Truths, key_of
from tools.erp_simulator.plant import make_plant

PLANT = make_plant(rows=60, seed=3, until=date(2026, 11, 23), tagged=True)
ARCHIVED = make_plant(rows=20, seed=4, until=date(2025, 12, 31)).content(0)
TRUTHS = Truths(PLANT, {"archive_2025": ARCHIVED})
ITEM = PLANT.base[-1][3]
LAST_LIVE = key_of(TRUTHS.of(0).rows[len(PLANT.base) - 1])

FIRST_PAGE = PageAsk(30)
WHOLE = PageAsk(5_000)
SECOND_PAGE = PageAsk(30, cursor="c", after=key_of(TRUTHS.of(0).rows[29]))
ITEM_PAGE = PageAsk(10, ITEM)
ARCHIVE_PAGE = PageAsk(10, cursor="c", after=LAST_LIVE)
NO_GROUPS, DAYS, ITEMS = (TotalsAsk(name) for name in ("none", "day", "item"))
HEALTH = HealthAsk()


def new_checker(*, written: int = 9) -> Checker:
    checker = Checker(Truths(PLANT, {"archive_2025": ARCHIVED}))
    checker.written = written
    return checker


def body_of(ask: Ask, number: int) -> dict[str, Any]:
    """The body of generation `number`; a copy down to the rows."""
    body = {"next_cursor": None, **ask.expected(TRUTHS.of(number)), "version": version_of(number)}
    copied: dict[str, Any] = orjson.loads(orjson.dumps(body))
    return copied


def answer_of(body: dict[str, Any], *, status: int = 200, **headers: str) -> Answer:
    version = body.get("version", "")
    named = {"x-data-version": version, "etag": etag_of(version), **headers}
    return Answer(status, named, orjson.dumps(body))


def not_modified(version: str) -> Answer:
    return Answer(304, {"x-data-version": version, "etag": etag_of(version)}, b"")


def version_of(number: int) -> str:
    return f"{number:012x}"


def etag_of(version: str) -> str:
    return f'W/"{version}-1"'
