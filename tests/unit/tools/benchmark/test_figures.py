"""Percentiles by nearest rank; of several rounds the best rate and CPU."""

import pytest

from tools.benchmark.figures import Figures, Round, percentile, summarised


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 0.5, 7.0),
        ([7.0], 0.99, 7.0),
        ([1.0, 2.0], 0.5, 1.0),
        ([1.0, 2.0, 3.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
        ([float(n) for n in range(1, 101)], 1.0, 100.0),
        ([float(n) for n in range(1, 1001)], 0.5, 500.0),
        ([float(n) for n in range(1, 51)], 0.99, 50.0),
    ],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_rounds_together() -> None:
    rounds = [
        Round(100, 1.0, 30.0, 1.0, 9.0, 500, 0.2),
        Round(300, 2.0, 20.0, 3.0, 5.0, 501, 0.4),
        Round(120, 1.0, 25.0, 2.0, 7.0, 502, 0.3),
    ]
    assert summarised(rounds) == Figures(150.0, 20.0, 2.0, 7.0, 502, 0.3, 520)
