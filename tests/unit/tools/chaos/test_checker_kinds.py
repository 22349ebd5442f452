"""Answers that go backwards, fail, or show what is a known limit: each is counted as what it is."""

import pytest

from tests.unit.tools.chaos.answers import (
    FIRST_PAGE,
    NO_GROUPS,
    answer_of,
    body_of,
    etag_of,
    new_checker,
    not_modified,
    version_of,
)
from tools.chaos.client import Answer


def test_an_older_generation_after_a_newer_one_is_backwards() -> None:
    checker = new_checker()
    early = checker.ask(NO_GROUPS)
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body_of(FIRST_PAGE, 5)))
    checker.judge(early, answer_of(body_of(NO_GROUPS, 4)))
    assert not checker.counts
    checker.judge(checker.ask(NO_GROUPS), answer_of(body_of(NO_GROUPS, 4)))
    assert checker.counts == {"backwards": 1}
    assert "generation 4 after 5" in checker.violations[0].detail


def test_a_304_of_an_older_generation_is_backwards() -> None:
    checker = new_checker()
    for number in (4, 5):
        checker.judge(checker.ask(FIRST_PAGE), answer_of(body_of(FIRST_PAGE, number)))
    old = version_of(4)
    checker.judge(checker.ask(FIRST_PAGE, etag_of(old)), not_modified(old))
    assert checker.counts == {"backwards": 1}


def test_a_304_for_another_etag_is_torn() -> None:
    checker = new_checker()
    checker.judge(checker.ask(FIRST_PAGE, etag_of("aa")), not_modified("bb"))
    assert checker.counts == {"torn": 1}


RIGHT = answer_of(body_of(FIRST_PAGE, 5))


@pytest.mark.parametrize(
    ("answer", "etag", "kind"),
    [
        pytest.param(answer_of({}, status=503), None, "status 503", id="503"),
        pytest.param(answer_of({}, status=422), None, "status 422", id="422"),
        pytest.param(not_modified("aa"), None, "status 304", id="304 without If-None-Match"),
        pytest.param(Answer(200, {}, b'{"data":['), None, "no JSON", id="half a body"),
        pytest.param(Answer(200, {}, b"[]"), None, "no JSON object", id="list"),
        pytest.param(answer_of({"data": []}), None, "no version in the body", id="no version"),
        pytest.param(
            RIGHT, etag_of(version_of(5)), "200 although the ETag was the same", id="same ETag"
        ),
    ],
)
def test_no_usable_answer_is_a_failure(answer: Answer, etag: str | None, kind: str) -> None:
    checker = new_checker()
    assert checker.judge(checker.ask(FIRST_PAGE, etag), answer) is None
    assert checker.counts == {"failed": 1}
    assert checker.failures == {kind: 1}


def test_a_lost_answer_is_a_failure() -> None:
    checker = new_checker()
    checker.lost(checker.ask(FIRST_PAGE), "ConnectionResetError")
    assert checker.counts == {"failed": 1}
    assert checker.failures == {"ConnectionResetError": 1}
    assert checker.requests == 1


def test_what_an_erp_stall_shows_is_counted_apart() -> None:
    checker = new_checker()
    checker.erp_stalled = True
    body = body_of(FIRST_PAGE, 5)
    del body["data"][3]
    checker.judge(checker.ask(FIRST_PAGE), answer_of(body))
    assert checker.counts == {"unsettled": 1}


def test_a_content_published_twice_shows_in_the_versions() -> None:
    checker = new_checker()
    for version in ("aa", "bb"):
        body = body_of(FIRST_PAGE, 5) | {"version": version}
        checker.judge(checker.ask(FIRST_PAGE), answer_of(body))
    assert (checker.versions, checker.generations) == (2, 1)
