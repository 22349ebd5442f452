"""How sums leave the database."""

import math
from collections.abc import Iterable
from typing import Any

# Quantities have at most a few decimals. Rounding here makes a total the same number whichever
# way it was added up: from rows, from a rollup, across partitions. A double holds 15 digits for
# certain, so sums from a thousand million on keep fewer decimals.
QUANTITY_DECIMALS = 6
CERTAIN_DIGITS = 15
SIX_DECIMALS_BELOW = 10.0 ** (CERTAIN_DIGITS - QUANTITY_DECIMALS)
AVERAGE_DECIMALS = 2
# JSON writers take integers of 64 bits; a larger whole number stays a float.
LARGEST_INTEGER = 2**63


def exact(value: float | None) -> int | float | None:
    """Whole quantities as integers, others without the noise of binary fractions."""
    if value is None or isinstance(value, int):
        return value
    size = abs(value)
    if size >= LARGEST_INTEGER:
        return value
    decimals = QUANTITY_DECIMALS
    if size >= SIX_DECIMALS_BELOW:
        decimals = max(0, CERTAIN_DIGITS - len(str(int(size))))
    rounded = round(value, decimals)
    return int(rounded) if rounded.is_integer() else rounded


def average(total: float, count: int) -> float | None:
    """Of an exact total; None, not zero, for nothing."""
    return round(total / count, AVERAGE_DECIMALS) if count else None


def total_of(values: Iterable[float]) -> float:
    """The sum without the noise of adding one by one, infinite where a double cannot hold it."""
    listed = list(values)
    try:
        return math.fsum(listed)
    except (OverflowError, ValueError):
        return sum(listed)


def exact_column(values: Iterable[float | None]) -> list[Any]:
    """`exact` of each; most are integers, which need no call."""
    return [value if type(value) is int else exact(value) for value in values]


def average_column(totals: Iterable[float], counts: Iterable[int]) -> list[float | None]:
    return [
        round(total / count, AVERAGE_DECIMALS) if count else None
        for total, count in zip(totals, counts, strict=True)
    ]
