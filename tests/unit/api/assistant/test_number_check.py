"""Numbers in answers against the results they should come from."""

import random
from collections.abc import Callable, Iterator

import pytest

from api.assistant.number_check import NumberCheck, check
from api.assistant.numerals import numerals
from api.assistant.results import Table
from tests.assistant_tools import ReferenceTools
from tests.made_answers import Made, made_answers
from tests.spoken_answers import spoken_answers

SEED, ANSWERS = 2026, 320
NUMBERS, CAUGHT = 1_000, 318
SPOKEN_SEED, SPOKEN_NUMBERS, SPOKEN_CAUGHT = 4, 920, 308

BY_ITEM = Table(
    "2026-01-01 ~ 2026-01-31",
    ("item_code", "item_name", "total", "share_pct"),
    [("BW0021", "와셔 21", 123_456.5, 61.7), ("B0061", "베어링 61", 76_543.5, 38.3)],
    "SELECT",
    {"first": "2026-01-01", "last": "2026-01-31"},
    facts={"total_production": 200_000, "change_pct": -5.25, "day_count": 22},
    row_count=2,
)


@pytest.mark.parametrize(
    ("make", "seed", "numbers", "caught"),
    [
        pytest.param(made_answers, SEED, NUMBERS, CAUGHT, id="written"),
        pytest.param(spoken_answers, SPOKEN_SEED, SPOKEN_NUMBERS, SPOKEN_CAUGHT, id="spoken"),
    ],
)
def test_true_answers_pass_and_changed_ones_are_caught(
    tools: ReferenceTools,
    make: Callable[[ReferenceTools, int, int], Iterator[Made]],
    seed: int,
    numbers: int,
    caught: int,
) -> None:
    chance = random.Random(seed + 1)
    seen, flagged, noticed = 0, [], 0
    for made in make(tools, ANSWERS, seed):
        told = check(made.text, made.tables)
        assert told.numbers == len(made.amounts), made.text
        seen += told.numbers
        if told.unverified:
            flagged.append(made.text)
        noticed += bool(check(made.corrupted(chance), made.tables).unverified)
    assert flagged == []
    assert (seen, noticed) == (numbers, caught)
    assert noticed / ANSWERS >= 0.95


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1억 2,345만개", 123_450_000),
        ("약 12만 3,456개", 123_456),
        ("1.2 million units", 1_200_000),
        ("12.5k", 12_500),
        ("3천 개", 3_000),
        ("45건", 45),
        ("12.3%", 12.3),
        ("7 percent", 7),
        ("1,234,567.89", 1_234_567.89),
        ("1903.5", 1_903.5),
        ("2,025 units in 2025", 2_025),
        ("in 2025 batches", 2_025),
    ],
)
def test_an_amount_is_read_as_it_is_meant(text: str, value: float) -> None:
    (found,) = numerals(text)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 14:05:00",
        "2026년 3월 5일, 4분기, 42주차",
        "2026.3.5 and 2026-W42 and 2025-Q4 and 3/5",
        "March 5, 2026 and 5 March and Nov 2025",
        "in 2025 and since 2024",
        "BW0021, LT202603-001, LOT20260315-001",
        "[r1] [r2]",
        "상위 5개, 1위, 3번째, 최근 30일",
        "top 5, rank 3, 1st, 2nd, last 30 days, #4",
        "1. first\n2) second",
        "version 20261120T101112 of a1b2c3d4e5f6",
    ],
)
def test_dates_codes_ranks_and_markers_are_no_amounts(text: str) -> None:
    assert numerals(text) == []


@pytest.mark.parametrize(
    ("text", "unverified"),
    [
        ("총 200,000개 중 BW0021 와셔 21이 123,456.5개(61.7%) [r1]", ()),
        ("20만개, 12.3만개, 123,457개", ()),
        ("차이는 46,913개입니다", ()),
        ("평균 10만개, 두 품목의 합 200,000", ()),
        ("5.25% 감소, 변화 -5.3%", ()),
        ("+5.25% 증가", ("+5.25%",)),
        ("123,456개", ()),
        ("123,455개", ("123,455",)),
        ("61.9%", ("61.9%",)),
        ("38% of 200 thousand", ()),
        ("21만개", ("21만",)),
        ("생산일 22일, 31일 동안", ()),
        ("생산일 23일", ("23일",)),
        ("비중 차이는 23.4%p, 23.4%포인트, 23.4 percentage points", ()),
        ("비중 차이는 23.5%p", ("23.5%p",)),
        ("| 1 | BW0021 | 123,456.5 |\n| 2 | B0061 | 76,543.5 |", ()),
        ("약 12만 3,456개, 12.3 thousand개", ("12.3 thousand",)),
        ("품목은 2종", ()),
        ("품목은 3종", ("3",)),
    ],
)
def test_what_no_result_has_is_named_as_written(text: str, unverified: tuple[str, ...]) -> None:
    found = check(text, [BY_ITEM])
    assert found.unverified == unverified
    assert found.verified == found.numbers - len(unverified)


def test_without_a_result_nothing_is_verified() -> None:
    assert check("총 12개", []) == NumberCheck(1, 0, ("12",))
