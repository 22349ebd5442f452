"""Counting: windows, several limits, forgotten clients."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.rate_limiter import RateLimiter, client_of
from shared.rate_limits import RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_window_begins_with_the_first_request_and_ends() -> None:
    clock = Clock()
    limiter = RateLimiter([RateLimit(2, 60)], clock=clock)
    assert limiter.count("a") == (True, 60, b'"per-60s";r=1;t=60')
    clock.now += 20.5
    assert limiter.count("a") == (True, 40, b'"per-60s";r=0;t=40')
    assert limiter.count("a") == (False, 40, b'"per-60s";r=0;t=40')
    clock.now += 39.4
    assert limiter.count("a") == (False, 1, b'"per-60s";r=0;t=1')
    clock.now += 0.1
    assert limiter.count("a") == (True, 60, b'"per-60s";r=1;t=60')


def test_all_limits_hold_and_the_tightest_is_told() -> None:
    clock = Clock()
    limiter = RateLimiter([RateLimit(2, 1), RateLimit(3, 60)], clock=clock)
    assert limiter.policy == b'"per-1s";q=2;w=1, "per-60s";q=3;w=60'
    assert [limiter.count("a")[0] for _ in range(3)] == [True, True, False]
    clock.now += 1
    assert limiter.count("a") == (True, 59, b'"per-60s";r=0;t=59')
    assert limiter.count("a") == (False, 59, b'"per-60s";r=0;t=59')
    clock.now += 1
    assert limiter.count("a") == (False, 58, b'"per-60s";r=0;t=58')


def test_memory_is_bounded_and_who_keeps_asking_is_remembered() -> None:
    limiter = RateLimiter([RateLimit(5, 60)], clients_max=10, clock=Clock())
    allowed = []
    for number in range(100):
        limiter.count(f"stranger {number}")
        allowed.append(limiter.count("busy")[0])
    assert len(limiter._clients) == 10
    assert allowed == [True] * 5 + [False] * 95


@settings(deadline=None)
@given(
    steps=st.lists(st.tuples(st.floats(0, 30), st.sampled_from("ab")), max_size=60),
    amount=st.integers(1, 5),
)
def test_nobody_gets_more_than_twice_the_amount_in_any_span(
    steps: list[tuple[float, str]], amount: int
) -> None:
    clock = Clock()
    limiter = RateLimiter([RateLimit(amount, 20)], clock=clock)
    answered: dict[str, list[float]] = {"a": [], "b": []}
    for pause, client in steps:
        clock.now += pause
        if limiter.count(client).allowed:
            answered[client].append(clock.now)
        elif len(answered[client]) < amount:
            raise AssertionError("refused before the amount was used up")
    for moments in answered.values():
        for begin in moments:
            assert sum(begin <= moment < begin + 20 for moment in moments) <= 2 * amount


@pytest.mark.parametrize(
    ("key", "address", "client"),
    [
        ("dashboard", ("10.0.0.7", 5), "key dashboard"),
        (None, ("10.0.0.7", 5), "10.0.0.7"),
        (None, None, "unknown"),
        (None, ("::ffff:10.0.0.7", 5), "10.0.0.7"),
        (None, ("2001:db8::1", 5), str(0x20010DB800000000)),
        (None, ("2001:db8::ffff", 5), str(0x20010DB800000000)),
        (None, ("nonsense:", 5), "nonsense:"),
        (None, ("x" * 1_000, 5), "x" * 45),
    ],
)
def test_whose_budget(key: str | None, address: tuple[str, int] | None, client: str) -> None:
    assert client_of(key, address) == client
