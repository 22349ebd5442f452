"""How sums leave the database."""

# Quantities have at most a few decimals. Rounding here makes a total the same number whichever
# way it was added up: from rows, from a rollup, across partitions.
QUANTITY_DECIMALS = 6
AVERAGE_DECIMALS = 2


def exact(value: float | None) -> int | float | None:
    """Whole quantities as integers, others without the noise of binary fractions."""
    if value is None or isinstance(value, int):
        return value
    rounded = round(value, QUANTITY_DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded


def average(total: float, count: int) -> float | None:
    """None, not zero, for nothing."""
    return round(total / count, AVERAGE_DECIMALS) if count else None
