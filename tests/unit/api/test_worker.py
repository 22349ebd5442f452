"""How a worker shares connections with the others."""

from pathlib import Path

import pytest

from api.worker import Worker, surplus


@pytest.mark.parametrize(
    ("own", "counts", "expected"),
    [
        pytest.param(16, [0, 16], 8, id="the other has just started"),
        pytest.param(9, [7, 9], 0, id="even enough"),
        pytest.param(0, [0, 16], 0, id="the less busy one"),
        pytest.param(12, [12, 4, 4, 4], 6, id="one of four"),
        pytest.param(2, [0, 2], 0, id="a few"),
        pytest.param(40, [40], 0, id="the only one that lives"),
    ],
)
def test_surplus(own: int, counts: list[int], expected: int) -> None:
    assert surplus(own, counts) == expected


def test_a_busy_worker_lets_as_many_go_as_are_too_many(tmp_path: Path) -> None:
    busy, idle = Worker(1, tmp_path), Worker(2, tmp_path)
    idle.beat(0)
    busy.beat(10)
    assert [busy.lets_go() for _ in range(7)] == [True] * 5 + [False] * 2
    assert not idle.lets_go()
    assert idle.may_accept(0)
    assert not busy.may_accept(10)


def test_a_dead_worker_is_not_waited_for(tmp_path: Path) -> None:
    gone, left = Worker(1, tmp_path), Worker(2, tmp_path)
    gone.beat(0)
    left.beat(5)
    assert not left.may_accept(5)
    gone.leave()
    assert left.may_accept(5)
