"""Pauses before a restart."""

from tools.supervisor.backoff import Backoff


def test_backoff_doubles_to_its_cap_and_starts_anew_after_a_steady_run() -> None:
    backoff = Backoff(first_s=1, cap_s=5, steady_s=30, jitter=lambda _low, _high: 1)
    assert [backoff.after(0.1) for _ in range(5)] == [1, 2, 4, 5, 5]
    assert backoff.after(31) == 1
    assert backoff.after(0.1) == 2
