"""I-MR limits (Montgomery, Introduction to Statistical Quality Control, chapter 6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

# d2 and D4 of moving ranges of two: the constants of an individuals chart.
D2 = 1.128
D4 = 3.267
POINTS_MIN = 10


@dataclass(frozen=True)
class Limits:
    """`sigma` is estimated from the average moving range, not from the spread of all values.

    `signed`: some value is below zero, as corrections in an ERP are.
    """

    center: float
    sigma: float
    mean_range: float
    signed: bool = False

    @property
    def upper(self) -> float:
        return self.center + 3 * self.sigma

    @property
    def lower(self) -> float:
        """Not below zero, where no value is."""
        lower = self.center - 3 * self.sigma
        return lower if self.signed else max(0.0, lower)

    @property
    def upper_range(self) -> float:
        return D4 * self.mean_range


def moving_ranges(values: Sequence[float]) -> list[float]:
    """Between each value and the one before; one less than there are values."""
    return [abs(now - before) for before, now in pairwise(values)]


def limits_of(values: Sequence[float]) -> Limits | None:
    """None for fewer values than limits mean anything for."""
    if len(values) < POINTS_MIN:
        return None
    ranges = moving_ranges(values)
    mean_range = fmean(ranges)
    return Limits(fmean(values), mean_range / D2, mean_range, signed=min(values) < 0)
