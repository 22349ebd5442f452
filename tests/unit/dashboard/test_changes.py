"""Changes in percent."""

import pytest

from dashboard.changes import change_pct


@pytest.mark.parametrize(
    ("now", "base", "change"),
    [
        (110, 100, 10.0),
        (50, 100, -50.0),
        (0, 4, -100.0),
        (5, 0, None),
        (5, None, None),
        (None, 5, None),
        (-50, -100, 50.0),
        (50, -100, 150.0),
    ],
)
def test_change(now: float | None, base: float | None, change: float | None) -> None:
    assert change_pct(now, base) == change
