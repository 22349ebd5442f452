"""Figures of one round, and what several rounds of the same case come to."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """One case for a short time. `cpu_us`: of all server processes; `generator`: our own share of
    one core; `body_bytes`: median of the bodies as sent."""

    requests: int
    seconds: float
    cpu_us: float
    p50_ms: float
    p99_ms: float
    body_bytes: int
    generator: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all rounds of a case: the best rate and CPU, because other programs only ever take away;
    the medians of p50 and p99."""

    rate: float
    cpu_us: float
    p50_ms: float
    p99_ms: float
    body_bytes: int
    generator: float
    requests: int


def summarised(rounds: Sequence[Round]) -> Figures:
    return Figures(
        rate=max(one.requests / one.seconds for one in rounds),
        cpu_us=min(one.cpu_us for one in rounds),
        p50_ms=statistics.median(one.p50_ms for one in rounds),
        p99_ms=statistics.median(one.p99_ms for one in rounds),
        body_bytes=rounds[-1].body_bytes,
        generator=statistics.median(one.generator for one in rounds),
        requests=sum(one.requests for one in rounds),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Nearest rank: the smallest value that at least `share` of all are not above."""
    if not ordered:
        raise ValueError("no values")
    rank = -(-len(ordered) * round(share * 1_000) // 1_000)
    return ordered[max(rank, 1) - 1]
