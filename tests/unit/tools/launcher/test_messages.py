"""The catalogues."""

import string

import pytest

from tools.launcher import messages
from tools.launcher.doctor import messages as doctor_messages

ALL = {**messages.MESSAGES, **{f"doctor {k}": v for k, v in doctor_messages.MESSAGES.items()}}


@pytest.mark.parametrize("key", ALL)
def test_both_languages_name_the_same_things(key: str) -> None:
    korean, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in ALL[key]
    )
    assert korean == english
