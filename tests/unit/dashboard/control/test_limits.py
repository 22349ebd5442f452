"""Limits of individuals and moving ranges."""

import pytest

from dashboard.control.limits import Limits, limits_of, moving_ranges

# Montgomery, Introduction to Statistical Quality Control, chapter on individual measurements:
# viscosity of 15 batches of aircraft primer paint. R's package qcc has the same example; without
# rounding d2 its limits are 32.24484 and 34.80183.
VISCOSITY = (
    *(33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27),
    *(33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84),
)


def test_limits_are_those_of_the_textbook() -> None:
    limits = limits_of(VISCOSITY)
    assert limits is not None
    assert (round(limits.center, 2), round(limits.mean_range, 2)) == (33.52, 0.48)
    assert (round(limits.upper, 2), round(limits.lower, 2)) == (34.80, 32.24)
    assert round(limits.upper_range, 2) == 1.57
    assert (limits.lower, limits.upper) == pytest.approx((32.24484, 34.80183), abs=5e-4)


def test_moving_ranges_are_those_of_the_textbook() -> None:
    assert [round(step, 2) for step in moving_ranges(VISCOSITY)] == [
        *(0.70, 0.95, 0.19, 0.35, 0.56, 0.34, 0.41),
        *(0.22, 0.29, 0.42, 0.62, 0.54, 0.42, 0.72),
    ]


def test_too_few_values_have_no_limits() -> None:
    assert limits_of([1.0] * 9) is None
    assert limits_of([1.0] * 10) == Limits(1.0, 0.0, 0.0)
    assert limits_of([]) is None


def test_the_lower_limit_stops_at_zero_unless_a_value_is_below() -> None:
    wild = [0.0, 100.0] * 5
    limits = limits_of(wild)
    assert limits is not None
    assert limits.lower == 0.0
    corrected = limits_of([-1.0, *wild])
    assert corrected is not None
    assert corrected.lower == pytest.approx(corrected.center - 3 * corrected.sigma)
    assert corrected.lower < -100
