"""The words of manager.py: which commands there are, what they take, and the one that was meant."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.launcher.speech import complain, show, text

Words = Sequence[str]


@dataclass(frozen=True)
class Command:
    """`free`: how many words beside the options it takes, None any number; `choices`: which."""

    options: tuple[str, ...] = ()
    free: int | None = 0
    choices: tuple[str, ...] = ()


COMMANDS = {
    "start": Command(("--demo", "--no-browser")),
    "stop": Command(("--demo",)),
    "restart": Command(("--demo",), 1),
    "status": Command(("--demo", "--json")),
    "logs": Command(("--demo", "-f"), 1),
    "open": Command(("--demo",)),
    "settings": Command(("--json", "--check", "-"), None),
    "doctor": Command(("--json", "--demo")),
    "autostart": Command((), 1, ("on", "off", "status")),
    "bundle": Command(("--platform", "--python"), None),
    "setup": Command((), 1, ("mcp",)),
    "test": Command((), None),
    "help": Command((), 1),
}


def refused(command: str, rest: Words, no_command: Words) -> bool:
    """Says in one sentence what is wrong with the words; False when nothing is."""
    if command and command not in COMMANDS:
        _unknown(command, [*COMMANDS])
        return True
    if command == "test":
        return False
    known = COMMANDS[command] if command else Command(tuple(no_command))
    # `--platform=x` is `--platform x`.
    options = [word.partition("=")[0] for word in rest if word.startswith("-")]
    free = [word for word in rest if not word.startswith("-")]
    wrong = [word for word in options if word not in known.options]
    if known.free is not None:
        wrong += free[known.free :]
    if known.choices:
        wrong += [word for word in free if word not in known.choices]
    if wrong:
        _unknown(wrong[0], [*known.options, *known.choices])
    return bool(wrong)


def run(command: str, rest: Words) -> int:
    """The commands that need no `.venv`; imported one by one, because each start waits for it."""
    names = [word for word in rest if not word.startswith("-")]
    return OWN[command](rest, names)


def start(python: Path, rest: Words) -> int:
    from tools.launcher import running

    return running.start(python, rest)


def run_early_doctor(rest: Words) -> int:
    """What can be found without `.venv`."""
    from tools.launcher.doctor import examination

    return examination.main(rest)


def _stop(rest: Words, _names: Words) -> int:
    from tools.launcher import running

    return running.stop(rest)


def _restart(rest: Words, names: Words) -> int:
    from tools.launcher import running

    return running.restart(rest, names)


def _open(rest: Words, _names: Words) -> int:
    from tools.launcher import running

    return running.open_dashboard(rest)


def _status(rest: Words, _names: Words) -> int:
    from tools.launcher import status

    return status.status(rest)


def _logs(rest: Words, names: Words) -> int:
    from tools.launcher import logs

    return logs.logs(rest, names)


def _autostart(_rest: Words, names: Words) -> int:
    from tools.launcher import autostart

    return autostart.autostart(names[0] if names else "status")


def _bundle(rest: Words, _names: Words) -> int:
    from tools.launcher import bundle

    return bundle.bundle(rest)


def _help(_rest: Words, _names: Words) -> int:
    show(text("usage"))
    return 0


OWN: dict[str, Callable[[Words, Words], int]] = {
    "stop": _stop,
    "restart": _restart,
    "status": _status,
    "logs": _logs,
    "open": _open,
    "autostart": _autostart,
    "bundle": _bundle,
    "help": _help,
}


def _unknown(word: str, candidates: list[str]) -> None:
    near = difflib.get_close_matches(word, candidates, 1)
    nearest = text("word_nearest", word=near[0]) if near else ""
    complain("word_unknown", word=word, nearest=nearest)
