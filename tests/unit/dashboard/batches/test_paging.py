"""Turning pages."""

from dashboard.answers import Question
from dashboard.batches.paging import Paging


def _cursor(paging: Paging) -> str | None:
    return dict(paging.question().params).get("cursor")


def test_pages_forward_back_and_to_the_start() -> None:
    paging = Paging(Question.to("/records", q="a"))
    assert (paging.page, _cursor(paging)) == (0, None)
    paging.forward("one")
    paging.forward("two")
    assert (paging.page, _cursor(paging)) == (2, "two")
    paging.back()
    assert (paging.page, _cursor(paging)) == (1, "one")
    paging.to_start()
    assert (paging.page, _cursor(paging)) == (0, None)


def test_a_click_that_comes_twice_turns_one_page() -> None:
    paging = Paging(Question("/records"))
    paging.forward("one")
    paging.forward("one")
    assert paging.page == 1
    paging.back()
    paging.back()
    assert paging.page == 0
