"""What the control API says, in both languages."""

from string import Formatter

import pytest

from tools.setup.messages import MESSAGES as SUPERVISOR_MESSAGES
from tools.supervisor.control.messages import MESSAGES, sentence


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_tell_the_same(key: str) -> None:
    korean, english = (
        {name.split("_")[0] for _, name, _, _ in Formatter().parse(text) if name}
        for text in MESSAGES[key]
    )
    assert korean == english
    assert key not in SUPERVISOR_MESSAGES


def test_a_sentence_of_the_supervisor() -> None:
    assert sentence("why_slow", limit=120.0) == {
        "key": "why_slow",
        "ko": "120초 안에 준비되지 않았습니다.",
        "en": "was not ready within 120 s.",
    }
