"""What manager.py hands over to."""

import pytest

from tools.setup import commands


@pytest.mark.parametrize(
    ("command", "words", "module", "left", "said"),
    [
        pytest.param("", [], "tools.window", [], "", id="no word"),
        pytest.param(
            "", ["--no-browser"], "tools.window", ["--no-browser"], "", id="an option of the hub"
        ),
        pytest.param(
            "",
            ["--no-window", "--no-browser"],
            "tools.supervisor",
            ["--no-browser"],
            "[hub] Running without the window.\n",
            id="no window wanted",
        ),
        pytest.param("", ["--demo"], "tools.supervisor", ["--demo"], "", id="demo"),
        pytest.param("test", ["-x"], "tools.check", ["-x"], "", id="test"),
    ],
)
def test_the_window_is_for_those_who_say_nothing(
    command: str,
    words: list[str],
    module: str,
    left: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    monkeypatch.setattr("tools.window.choice.system.has_display", lambda: True)
    assert commands._module(command, words) == (module, left)
    assert capsys.readouterr().out == said


def test_without_a_display_one_sentence_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    monkeypatch.setattr("tools.window.choice.system.has_display", lambda: False)
    assert commands._module("", []) == ("tools.supervisor", [])
    assert capsys.readouterr().out == "[hub] No display here: running without the window.\n"
