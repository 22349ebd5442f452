"""`q` finds what a plain look at every row finds, whichever way the search goes."""

import random
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from shared.db.generation import Generation
from shared.db.router import DatabaseRouter
from shared.export_queries import ExportQuery
from shared.queries import RecordQuery, TotalsQuery
from shared.repositories import lots, where
from shared.repositories.export import ExportRepository
from shared.repositories.records import RecordRepository
from shared.repositories.totals import TotalsRepository
from tests.factories import Row, erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings, publish_now
from tests.reference import ReferenceRow, reference_rows
from tests.versions import forged
from tools.publisher import lot_grams
from tools.publisher import lots as lot_index

# As LIKE does, and nothing else: no other letter has two cases.
FOLD = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
ODD_LOTS = (
    None, "", " ", "lot", "LoT-7", "100%", "a_b", "a\\b", "줄\n바꿈", "로트-가나다", "ㅋㅋ",
    "공장🏭A", "ÀÉ1", "àé1", "İI", "\u212a1", "\U0010ffffend", "x" * 300 + "END", "y" * 257,
    "A", "Ab", "abC", "-", "0" * 256 + "1",
)  # fmt: skip
ABSENT = ("ZZZZ", "없는품목", "qq", "ㅎ", "Q", "LT2031", "0120-999", "%%", "É2")
# In lots that are too long to be indexed, and in nothing else.
LONG = ("xxxxx", "XXXXend", "xEND", "END", "yyyyyyyy", "000000001")
Plant = tuple[Generation, tuple[ReferenceRow, ...]]


def odd_rows(year: int, seed: int, last: date) -> list[Row]:
    """A plant's rows, a quarter of them with lots that no one expects."""
    chance = random.Random(seed)
    rows = erp_rows(year, 900, seed, last=last, bad_every=0)
    return [
        row._replace(lot_number=chance.choice(ODD_LOTS)) if chance.random() < 0.25 else row
        for row in rows
    ]


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    """Blocks and segments so small that there are many of them."""
    settings = plant_settings(tmp_path_factory.mktemp("search"))
    make_source(settings.live_db, odd_rows(2026, 1, date(2026, 11, 20)))
    make_source(settings.live_db.parent / "archive_2025.db", odd_rows(2025, 2, date(2025, 12, 31)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lot_grams, "LOTS_IN_BLOCK", 4)
        patch.setattr(lot_index, "LOTS_IN_SEGMENT", 100)
        publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as generation:
        yield generation, reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    router.close()


def holds(value: object, text: str) -> bool:
    return value is not None and text.translate(FOLD) in str(value).translate(FOLD)


def expected(rows: tuple[ReferenceRow, ...], text: str, filters: dict[str, Any]) -> list[int]:
    first, last = str(filters.get("date_from", "")), str(filters.get("date_to", "9"))
    return [
        row["id"]
        for row in rows
        if any(holds(row[name], text) for name in ("item_code", "item_name", "lot_number"))
        and first <= row["production_date"][:10] <= last
        and row["item_code"] in filters.get("item_code", (row["item_code"],))
        and (row["lot_number"] or "").startswith(filters.get("lot_number", ""))
        and (row["good_quantity"] or 0) >= filters.get("min_quantity", 0)
    ]


def some_texts(rows: tuple[ReferenceRow, ...], chance: random.Random, count: int) -> list[str]:
    """Parts of codes, names and lots, some in the other case, some with a letter changed."""
    texts: list[str] = []
    while len(texts) < count:
        row = chance.choice(rows)
        value = row[chance.choice(["item_code", "item_name", *["lot_number"] * 4])]
        whole = str(value or "")
        if whole:
            first = chance.randrange(len(whole))
            part = whole[first : first + chance.choice([1, 2, 3, 4, 5, 9, 100])]
            texts.append(chance.choice([part, part, part.swapcase(), part[:-1] + "7"]))
    return texts


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"date_from": "2025-11-03", "date_to": "2026-02-10"},
    {"item_code": ("BW0021",)},
    {"item_code": ("AC0103", "AW0951", "BW0034")},
    {"lot_number": "LT2026"},
    {"min_quantity": 300},
)


def pages(generation: Generation, text: str, filters: dict[str, Any]) -> list[int]:
    """The ids of all pages, each checked against the cursor's promise."""
    ids: list[int] = []
    cursor = None
    while True:
        query = RecordQuery.model_validate({"q": text, "limit": 397, "cursor": cursor, **filters})
        page = RecordRepository(generation).page(query)
        found = [row["id"] for row in orjson.loads(page.rows)]
        assert len(found) == page.count
        ids += found
        cursor = page.next_cursor
        if cursor is None:
            return ids
        assert page.count == 397


# Where blocks weigh little matches are named; at any weight none is; and what is between.
WAYS = {"named": (1, 20_000, 32), "walked": (10**9, 20_000, 32), "between": (1, 60, 3)}


@pytest.mark.parametrize("way", WAYS)
def test_any_text_with_any_filter(plant: Plant, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    generation, rows = plant
    chance = random.Random(way)
    weight, few, sample = WAYS[way]
    monkeypatch.setattr(where, "BLOCK_ROWS", weight)
    monkeypatch.setattr(where, "FEW_ROWS", few)
    monkeypatch.setattr(where, "SAMPLE_BLOCKS", sample)
    monkeypatch.setattr(lots, "MAX_SHORT_GRAMS", chance.choice([20, 5_000]))
    for text in [*ABSENT, *LONG, *filter(None, ODD_LOTS), *some_texts(rows, chance, 60)]:
        if len(text) > 100:
            continue
        filters = chance.choice(FILTERS)
        wanted = expected(rows, text, filters)
        assert pages(generation, text, filters) == wanted, (text, filters)
        query = TotalsQuery(q=text, **filters)
        assert TotalsRepository(generation).count(query) == len(wanted)
        exported = ExportRepository(generation, ExportQuery(q=text, fields=("id",), **filters))
        lines = b"".join(text for text, *_ in exported.csv()).split()
        assert [int(line) for line in lines] == wanted
    assert expected(rows, "ZZZZ", {}) == []


@pytest.mark.parametrize("lot", [None, "", "SAME-LOT"], ids=["null", "empty", "equal"])
def test_a_plant_that_has_one_lot(tmp_path: Path, lot: str | None) -> None:
    settings = plant_settings(tmp_path)
    rows = erp_rows(2026, 50, 1, last=date(2026, 11, 20), bad_every=0)
    make_source(settings.live_db, [row._replace(lot_number=lot) for row in rows])
    publish_now(settings)
    router = DatabaseRouter(settings)
    with router.pin() as generation:
        for text in ("same-l", "E-L", "m", "LOT2", "SAMELOT"):
            wanted = 50 if lot and text in ("same-l", "E-L", "m") else 0
            assert TotalsRepository(generation).count(TotalsQuery(q=text)) == wanted
            assert len(pages(generation, text, {})) == wanted
    router.close()


def test_a_partition_of_the_release_before_is_walked(tmp_path: Path) -> None:
    """It had no lot index; a pinned one is served until it is unpinned."""
    settings = plant_settings(tmp_path)
    make_source(settings.live_db, erp_rows(2026, 50, 1, last=date(2026, 11, 20), bad_every=0))
    publish_now(settings)
    for table in ("lot_segments", "lot_blocks", "lot_grams"):
        forged(settings, f"DROP TABLE {table}")
    router = DatabaseRouter(settings)
    rows = reference_rows(settings.sources(), SNAPSHOT_DAY).rows
    with router.pin() as generation:
        for text in ("lot2026", "ZZZZ", "-0"):
            assert pages(generation, text, {}) == expected(rows, text, {})
    router.close()
