"""The state an open page compares with: it changes when the status line would."""

from dataclasses import replace
from datetime import date

from dashboard.answers import Failure, Health, Light, Problem
from dashboard.pulse import state_of

HEALTH = Health(
    Light.OK, "aaaaaaaaaaaa", date(2024, 1, 1), date(2026, 11, 20), 90.0, seen_at=1000.0
)


def test_the_state_is_stable_within_a_minute() -> None:
    assert state_of(HEALTH, 1000.0) == state_of(HEALTH, 1029.0) != state_of(HEALTH, 1031.0)


def test_every_visible_change_is_another_state() -> None:
    problem = Problem("live", "source_empty", "", "", "", "", "")
    others = [
        replace(HEALTH, version="bbbbbbbbbbbb"),
        replace(HEALTH, light=Light.DEGRADED, problems=(problem,)),
        replace(HEALTH, light=Light.DOWN, failure=Failure("refused")),
        replace(HEALTH, light=Light.DOWN, failure=Failure("timeout")),
        replace(HEALTH, light=Light.DOWN, failure=Failure("timeout"), direct=True),
    ]
    assert len({state_of(health, 1000.0) for health in (HEALTH, *others)}) == 6
