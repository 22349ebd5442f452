"""The window's catalogue, its notices, and how it reads a log line."""

import string

import pytest

from tools.supervisor.control.client import ControlFailed
from tools.window.messages import MESSAGES, duration
from tools.window.remarks import remarks
from tools.window.worker import UNKNOWN, Snapshot


class Nothing:
    """Remedies that are only named."""

    def restart_hub(self) -> None: ...
    def change_settings(self) -> None: ...
    def dismiss(self) -> None: ...


def running(*, code_changed: bool = False) -> Snapshot:
    return Snapshot({"core": {"code_changed": code_changed}}, runs=True)


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_name_the_same_things(key: str) -> None:
    korean, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in MESSAGES[key]
    )
    assert korean == english


@pytest.mark.parametrize(
    ("seconds", "korean", "english"),
    [
        (0.4, "0초", "0 s"),
        (59.9, "59초", "59 s"),
        (60, "1분", "1 min"),
        (7_300, "2시간", "2 h"),
        (200_000, "2일", "2 d"),
    ],
)
def test_a_time_in_its_largest_unit(seconds: float, korean: str, english: str) -> None:
    assert (duration(seconds, "ko"), duration(seconds, "en")) == (korean, english)


def test_new_code_is_offered_as_a_restart() -> None:
    remedies = Nothing()
    assert remarks(running(), None, "", "en", remedies) == []
    (notice,) = remarks(running(code_changed=True), None, "", "en", remedies)
    assert notice.actions == (("Restart now", remedies.restart_hub),)
    assert not notice.alarm


def test_saved_settings_need_a_restart_only_while_the_hub_runs() -> None:
    remedies = Nothing()
    (on,) = remarks(running(), None, "settings_saved", "en", remedies)
    (off,) = remarks(UNKNOWN, None, "settings_saved_off", "en", remedies)
    assert [words for words, _ in on.actions] == ["Restart now", "Dismiss"]
    assert [words for words, _ in off.actions] == ["Dismiss"]


def test_wrong_settings_lead_to_the_form_and_are_told_once() -> None:
    remedies = Nothing()
    failure = ControlFailed("settings_refused", "틀림", "wrong")
    snapshot = Snapshot(None, runs=False, failure=failure)
    (notice,) = remarks(snapshot, failure, "", "ko", remedies)
    assert (notice.text, notice.alarm) == ("틀림", True)
    assert notice.actions[0] == ("설정…", remedies.change_settings)
