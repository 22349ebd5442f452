"""Which notices a state of affairs deserves, and which buttons go with them."""

from collections.abc import Callable
from typing import Protocol

from tools.supervisor.control.client import ControlFailed
from tools.window.messages import sentence
from tools.window.notices import Notice
from tools.window.worker import Snapshot

# What a change of the settings may help against.
WRONG_SETTINGS = ("invalid_settings", "settings_refused", "start_failed")


class Remedies(Protocol):
    """What the buttons do."""

    def restart_hub(self) -> None: ...
    def change_settings(self) -> None: ...
    def dismiss(self) -> None: ...


def remarks(
    snapshot: Snapshot, failure: ControlFailed | None, told: str, language: str, remedies: Remedies
) -> list[Notice]:
    """What went wrong first. `failure` is of something that was asked for; `told` a message key."""
    failures = {one.key: one for one in (snapshot.failure, failure) if one is not None}
    found = [_alarm(one, language, remedies) for one in failures.values()]
    restart = (sentence("restart_now", language), remedies.restart_hub)
    if snapshot.status and snapshot.status["core"]["code_changed"]:
        found.append(Notice(sentence("code_changed", language), False, (restart,)))
    if told:
        dismiss = (sentence("dismiss", language), remedies.dismiss)
        actions = (restart, dismiss) if snapshot.runs else (dismiss,)
        found.append(Notice(sentence(told, language), False, actions))
    return found


def _alarm(failure: ControlFailed, language: str, remedies: Remedies) -> Notice:
    actions: list[tuple[str, Callable[[], None]]] = []
    if failure.key in WRONG_SETTINGS:
        actions.append((sentence("settings", language), remedies.change_settings))
    actions.append((sentence("dismiss", language), remedies.dismiss))
    text = failure.ko if language == "ko" else failure.en
    return Notice(text, True, tuple(actions))
