"""Each Western Electric rule fires where it should and nowhere else, on both sides."""

import pytest

from dashboard.control.limits import Limits, limits_of
from dashboard.control.rules import flags

# With centre 0 and sigma 1 a value is its own distance.
STANDARD = Limits(0.0, 1.0, 1.128, signed=True)

Flags = list[tuple[int, ...]]


def _flagged(values: list[float], only: int) -> list[int]:
    """Places where the rule fires."""
    return [place for place, rules in enumerate(flags(values, STANDARD)) if only in rules]


CASES = [
    pytest.param(1, [3.1, 0, 0], [0], id="1-beyond"),
    pytest.param(1, [3.0, 0, 0], [], id="1-on-the-limit-is-inside"),
    pytest.param(2, [2.1, 0, 2.1], [2], id="2-two-of-three"),
    pytest.param(2, [2.1, 2.1], [1], id="2-needs-no-third"),
    pytest.param(2, [2.1, 0, 0, 2.1], [], id="2-too-far-apart"),
    pytest.param(2, [2.1, -2.1, 0], [], id="2-other-side"),
    pytest.param(2, [2.1, 2.1, 0], [1], id="2-not-at-a-point-inside"),
    pytest.param(2, [2.0, 2.0, 2.0], [], id="2-on-the-line"),
    pytest.param(3, [1.1, 1.1, 0, 1.1, 1.1], [4], id="3-four-of-five"),
    pytest.param(3, [1.1, 1.1, 1.1, 1.1], [3], id="3-needs-no-fifth"),
    pytest.param(3, [1.1, 1.1, 0, 0, 1.1, 1.1], [], id="3-three-of-five"),
    pytest.param(3, [1.1, 1.1, -1.1, 1.1], [], id="3-other-side"),
    pytest.param(3, [1.1, 1.1, 1.1, 1.1, 0.5], [3], id="3-not-at-a-point-inside"),
    pytest.param(4, [0.1] * 9, [7, 8], id="4-eight-in-a-row"),
    pytest.param(4, [0.1] * 7, [], id="4-seven"),
    pytest.param(4, [0.1] * 7 + [0.0, 0.1], [], id="4-on-the-centre"),
    pytest.param(4, [0.1] * 7 + [-0.1, 0.1], [], id="4-other-side"),
]


@pytest.mark.parametrize("side", [1, -1], ids=["above", "below"])
@pytest.mark.parametrize(("rule", "values", "places"), CASES)
def test_a_rule_fires_exactly_where_it_should(
    rule: int, values: list[float], places: list[int], side: int
) -> None:
    assert _flagged([side * value for value in values], rule) == places


def test_a_point_may_complete_several_rules() -> None:
    assert flags([2.1, 3.1], STANDARD) == [(), (1, 2)]
    assert flags([], STANDARD) == []


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 1e12 + 0.1, -7.7])
def test_a_plant_that_makes_the_same_every_day_is_steady(value: float) -> None:
    values = [value] * 31
    limits = limits_of(values)
    assert limits is not None
    assert set(flags(values, limits)) == {()}


def test_without_any_spread_another_value_is_beyond() -> None:
    still = Limits(5.0, 0.0, 0.0)
    assert flags([5.0, 5.1, 4.9], still) == [(), (1,), (1,)]
