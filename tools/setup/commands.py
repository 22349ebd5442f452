"""The commands of manager.py, each handed over to the `.venv` when that is ready."""

import os
import signal
import sys
from types import FrameType

from tools.launcher import commands
from tools.setup import console, failures
from tools.setup.environment import Environment, prepare
from tools.setup.install import inherited_environment
from tools.window.choice import NO_WINDOW, without_window
from tools.window.messages import sentence

if sys.platform == "win32":
    from tools.setup import _windows as system
else:
    from tools.setup import _posix as system

RUN_LOCKS = ("requirements.txt",)
CHECK_LOCKS = ("requirements.txt", "requirements-dev.txt")
# What `setup` may be asked for beside the rest: the lock has all that the hub needs, too.
EXTRA_LOCKS = {"mcp": ("requirements.txt", "requirements-mcp.txt")}
MODULES = {
    "test": "tools.check",
    "settings": "tools.launcher.settings",
    "doctor": "tools.launcher.doctor",
}
START_OPTIONS = ("--demo", "--no-browser")
# No word at all: the window where there can be one, else the hub at this terminal.
NO_COMMAND = ""
INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """The exit code; on POSIX a successful start never returns."""
    if "--help" in arguments[:1] or "-h" in arguments[:1]:
        arguments = ["help"]
    command, rest = _split(arguments)
    if commands.refused(command, rest, (*START_OPTIONS, NO_WINDOW)):
        return 2
    try:
        return _run(command, rest)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(command: str, rest: list[str]) -> int:
    if command in commands.OWN:
        return commands.run(command, rest)
    environment = Environment(console.ROOT, _locks(command, rest))
    if command == "doctor" and not environment.is_ready():
        return commands.run_early_doctor(rest)
    signal.signal(signal.SIGTERM, _end)
    try:
        prepare(environment)
    except KeyboardInterrupt:
        console.complain("setup_interrupted")
        return INTERRUPTED
    except failures.SetupFailed as exc:
        _explain(exc)
        return 1
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if command == "setup":
        console.say("setup_ready")
        return 0
    if command == "start":
        return commands.start(environment.python, rest)
    module, rest = _module(command, rest)
    os.chdir(console.ROOT)
    sys.stdout.flush()
    variables = {**inherited_environment(), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    return system.hand_over(environment.python, ["-m", module, *rest], variables)


def _split(arguments: list[str]) -> tuple[str, list[str]]:
    if arguments and not arguments[0].startswith("-"):
        return arguments[0], arguments[1:]
    return NO_COMMAND, arguments


def _module(command: str, rest: list[str]) -> tuple[str, list[str]]:
    """What runs, and its words."""
    if command in MODULES:
        return MODULES[command], rest
    words = [word for word in rest if word != NO_WINDOW]
    why = without_window(rest)
    if why is None:
        return "tools.window", words
    if why:
        console.write(sentence(why, console.language()))
    return "tools.supervisor", words


def _locks(command: str, rest: list[str]) -> tuple[str, ...]:
    if command == "test":
        return CHECK_LOCKS
    return EXTRA_LOCKS[rest[0]] if command == "setup" and rest else RUN_LOCKS


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def _explain(failure: failures.SetupFailed) -> None:
    values = dict(failure.values)
    if "reason_key" in values:
        values["reason"] = console.text(str(values["reason_key"]), **values)
    console.complain(failure.key, **values)
