"""When the sources have been quiet for long enough."""

from tools.publisher.settle import Settling, Verdict


def test_quiet_sources_are_ready_after_the_settle_time() -> None:
    settling = Settling(settle_s=2, max_wait_s=30)
    changed, known = {"live": [[2]], "archive": [[1]]}, {"live": [[1]], "archive": [[1]]}
    assert settling.look(known, known, 0.0) is Verdict.UNCHANGED
    assert settling.look(changed, known, 1.0) is Verdict.SETTLING
    assert settling.look(changed, known, 2.9) is Verdict.SETTLING
    assert settling.look(changed, known, 3.0) is Verdict.READY


def test_one_restless_source_holds_all_back() -> None:
    settling = Settling(settle_s=2, max_wait_s=30)
    verdicts = [
        settling.look({"live": [[0]], "archive": [[n // 2]]}, {}, float(n)) for n in range(10)
    ]
    assert set(verdicts) == {Verdict.SETTLING}


def test_a_writer_that_never_rests_is_read_after_max_wait() -> None:
    settling = Settling(settle_s=2, max_wait_s=30)
    verdicts = [settling.look({"live": [[n]]}, {}, float(n)) for n in range(40)]
    assert verdicts.index(Verdict.READY) == 30
    assert set(verdicts[:30]) == {Verdict.SETTLING}


def test_a_source_that_vanishes_is_a_change() -> None:
    settling = Settling(settle_s=0, max_wait_s=30)
    assert settling.look({}, {"archive": [[1]]}, 0.0) is Verdict.READY
