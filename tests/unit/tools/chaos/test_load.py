"""Walks through the pages go on from where they were, whoever asks."""

import random

from tests.unit.tools.chaos.answers import TRUTHS
from tools.chaos.asks import PageAsk
from tools.chaos.load import Mix
from tools.chaos.truth import key_of


def test_a_walk_goes_on_after_the_last_row() -> None:
    mix = Mix(random.Random(1))
    rows = TRUTHS.of(2).rows
    mix.answered(PageAsk(20), {"data": rows[:20], "next_cursor": "abc"})
    asked = [mix.next() for _ in range(100)]
    assert [one for one in asked if isinstance(one, PageAsk) and one.cursor] == [
        PageAsk(20, cursor="abc", after=key_of(rows[19]))
    ]


def test_a_walk_ends_with_the_last_page() -> None:
    mix = Mix(random.Random(1))
    mix.answered(PageAsk(20, cursor="abc"), {"data": [], "next_cursor": None})
    assert not [one for one in (mix.next() for _ in range(100)) if getattr(one, "cursor", None)]


def test_every_kind_of_question_is_asked() -> None:
    mix = Mix(random.Random(1))
    paths = [mix.next().path.partition("=")[0] for _ in range(500)]
    assert {"/records?limit", "/summary/totals?group_by", "/healthz"} < set(paths)
    assert any(path.startswith("/records/") for path in paths)
