"""The four Western Electric rules (Statistical Quality Control Handbook, 1956, page 25)."""

from collections.abc import Sequence
from math import copysign, inf, isclose

from dashboard.control.limits import Limits

# Rule -> (points that count, points looked at, distance from the centre in sigma).
RULES: dict[int, tuple[int, int, float]] = {
    1: (1, 1, 3.0),
    2: (2, 3, 2.0),
    3: (4, 5, 1.0),
    4: (8, 8, 0.0),
}


def flags(values: Sequence[float], limits: Limits) -> list[tuple[int, ...]]:
    """For each point the rules that it completes; it lies on the side that they are about."""
    scores = [_score(value, limits) for value in values]
    return [
        tuple(rule for rule in RULES if _completes(scores, place, rule))
        for place in range(len(scores))
    ]


def _score(value: float, limits: Limits) -> float:
    """Distance from the centre in sigma; without any spread every deviation is far out."""
    off = value - limits.center
    if limits.sigma:
        return off / limits.sigma
    if isclose(value, limits.center, rel_tol=1e-9):
        # The mean of ten times 0.1 need not be 0.1.
        return 0.0
    return copysign(inf, off)


def _completes(scores: Sequence[float], place: int, rule: int) -> bool:
    count, window, distance = RULES[rule]
    recent = scores[max(0, place + 1 - window) : place + 1]
    for side in (1, -1):
        if side * recent[-1] > distance:
            return sum(side * score > distance for score in recent) >= count
    return False
