"""Whether manager.py opens the window."""

import pytest

from tools.window import choice


@pytest.mark.parametrize(
    ("words", "display", "tkinter", "why"),
    [
        pytest.param([], True, True, None, id="a window"),
        pytest.param(["--no-browser"], True, True, None, id="with an option"),
        pytest.param([], False, True, "no_display", id="no display"),
        pytest.param([], True, False, "no_tkinter", id="no tkinter"),
        pytest.param(["--no-window"], True, True, "window_asked_away", id="asked away"),
        pytest.param(["--demo"], True, True, "", id="a demo stays at its terminal"),
    ],
)
def test_the_window_needs_a_display_and_tkinter(
    words: list[str],
    display: bool,
    tkinter: bool,
    why: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tools.window.choice.system.has_display", lambda: display)
    monkeypatch.setattr(choice, "find_spec", lambda _name: object() if tkinter else None)
    assert choice.without_window(words) == why
