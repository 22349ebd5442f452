"""The verdict over a run, and its table."""

from collections import Counter
from dataclasses import replace

import pytest

from tools.chaos.checker import Violation
from tools.chaos.drive import Diary
from tools.chaos.processes import Usage
from tools.chaos.report import Result, percentile, table

CLEAN = Result(
    seconds=100.4,
    requests=46_548,
    not_modified=1_200,
    failures=Counter(),
    counts=Counter(),
    versions=101,
    generations=101,
    by_worker=(23_000, 23_548),
    kills=9,
    kills_publishing=6,
    diary=Diary(good=100, bad=33, visible_s=[0.4, 0.5, 0.9]),
    usages={"watcher": (Usage(45_000_000, 7), Usage(46_000_000, 7))},
    violations=(),
    errors=(),
    warnings=(),
    leftovers=(),
)


def test_a_clean_run() -> None:
    assert CLEAN.is_clean
    lines = table(CLEAN).splitlines()
    assert lines[-1] == "ok"
    assert "good replacements   100, 100 became visible" in lines
    assert "visible after       p50 0.50 s, p95 0.90 s, max 0.90 s (3)" in lines
    assert "watcher             45.0 -> 46.0 MB, 7 -> 7 handles" in lines


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(replace(CLEAN, counts=Counter(failed=1)), id="failed"),
        pytest.param(replace(CLEAN, counts=Counter(torn=1)), id="torn"),
        pytest.param(replace(CLEAN, counts=Counter(backwards=1)), id="backwards"),
        pytest.param(replace(CLEAN, diary=Diary(invisible=["wal"])), id="invisible"),
        pytest.param(replace(CLEAN, diary=Diary(not_refused=["bad_text"])), id="not refused"),
        pytest.param(replace(CLEAN, diary=Diary(touched=["live.db-shm"])), id="touched"),
        pytest.param(replace(CLEAN, errors=("Traceback",)), id="error in a log"),
        pytest.param(replace(CLEAN, leftovers=("live.staged",)), id="left over"),
    ],
)
def test_anything_wrong_makes_the_run_fail(wrong: Result) -> None:
    assert not wrong.is_clean
    assert table(wrong).splitlines()[-1] == "FAILED"


def test_a_violation_is_shown_with_its_request() -> None:
    one = Violation("torn", "/records?limit=5", "generation 3: count")
    shown = table(replace(CLEAN, counts=Counter(torn=1), violations=(one,)))
    assert "TORN  /records?limit=5\n    generation 3: count" in shown


@pytest.mark.parametrize(("share", "value"), [(0.5, 51.0), (0.95, 96.0), (1.0, 100.0)])
def test_percentiles(share: float, value: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == value
