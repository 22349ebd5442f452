"""The four Western Electric rules (Statistical Quality Control Handbook, 1956, page 25)."""

from collections.abc import Sequence

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
        tuple(rule for rule in RULES if _completes(scores[: place + 1], rule))
        for place in range(len(scores))
    ]


def _score(value: float, limits: Limits) -> float:
    """Distance from the centre in sigma; without any spread every deviation is far out."""
    off = value - limits.center
    if limits.sigma:
        return off / limits.sigma
    return 0.0 if not off else float("inf") if off > 0 else float("-inf")


def _completes(scores: Sequence[float], rule: int) -> bool:
    count, window, distance = RULES[rule]
    recent = scores[-window:]
    for side in (1, -1):
        if side * recent[-1] > distance:
            return sum(side * score > distance for score in recent) >= count
    return False
