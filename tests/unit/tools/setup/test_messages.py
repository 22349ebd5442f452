"""The catalogue and its language."""

import string
from pathlib import Path

import pytest

from tools.setup import console
from tools.setup.messages import MESSAGES


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_name_the_same_things(key: str) -> None:
    korean, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in MESSAGES[key]
    )
    assert korean == english


def test_the_language_comes_from_dotenv_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("# x\nHUB_LANGUAGE='en'\n", encoding="utf-8")
    monkeypatch.setattr(console, "ROOT", tmp_path)
    monkeypatch.delenv("HUB_LANGUAGE", raising=False)
    assert console.language() == "en"
