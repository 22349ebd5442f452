"""Sums leave as the number a person would write down."""

import math
import random

import orjson
import pytest

from shared.repositories.numbers import average, average_column, exact, exact_column, total_of
from shared.repositories.sums import SumColumns, Sums, added


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (7, 7),
        (7.0, 7),
        (-0.0, 0),
        (0.1 + 0.2, 0.3),
        (1.0000004, 1),
        (999_999_999.1234561, 999_999_999.123456),
        # 16 digits are more than a double holds for certain.
        (2_938_652_435.747001, 2_938_652_435.747),
        (123_456_789_012.3456, 123_456_789_012.346),
        (4.0e18, 4_000_000_000_000_000_000),
        (1e20, 1e20),
        (-math.inf, -math.inf),
    ],
)
def test_exact(value: float | None, expected: float | None) -> None:
    found = exact(value)
    assert found == expected
    assert type(found) is type(expected)
    assert exact_column([value]) == [expected]


def test_whole_numbers_beyond_64_bits_can_be_written() -> None:
    assert orjson.dumps(exact_column([1e20, -1e20])) == b"[1e+20,-1e+20]"


def test_the_order_of_adding_does_not_matter() -> None:
    chance = random.Random(5)
    values = [round(chance.uniform(0, 9e6), 3) for _ in range(2_000)]
    expected = total_of(values)
    for _ in range(5):
        chance.shuffle(values)
        assert total_of(values) == expected


def test_a_sum_beyond_the_largest_double_is_infinite() -> None:
    assert total_of([1e308, 1e308]) == math.inf
    assert math.isnan(total_of([math.inf, -math.inf]))


def test_columns_are_the_same_numbers_one_by_one() -> None:
    chance = random.Random(6)
    sums = [
        Sums(chance.choice([0, 12.345, 1e10 / 3]), 3, chance.choice([0, 2, 8]), low, 400)
        for low in (None, 0, 1.5, 7.25) * 5
    ]
    columns = SumColumns()
    for one in sums:
        columns.append(one)
    found = zip(*columns.totals(), *columns.extremes(), strict=True)
    assert list(found) == [tuple(one.fields().values()) for one in sums]
    assert columns.whole() == added(sums)
    assert average_column([1, 5], [8, 0]) == [average(1, 8), average(5, 0)] == [0.12, None]
