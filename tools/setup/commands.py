"""The commands of manager.py, each handed over to the `.venv` when that is ready."""

import os
import signal
import sys
from types import FrameType

from tools.setup import console, failures
from tools.setup.environment import Environment, prepare
from tools.setup.install import inherited_environment

if sys.platform == "win32":
    from tools.setup import _windows as system
else:
    from tools.setup import _posix as system

RUN_LOCKS = ("requirements.txt",)
CHECK_LOCKS = ("requirements.txt", "requirements-dev.txt")
# What `setup` may be asked for beside the rest: the lock has all that the hub needs, too.
EXTRA_LOCKS = {"mcp": ("requirements.txt", "requirements-mcp.txt")}
START_OPTIONS = ("--demo", "--no-browser")
INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """The exit code; on POSIX a successful start never returns."""
    if "--help" in arguments[:1] or "-h" in arguments[:1]:
        print(console.text("usage"))
        return 0
    command, rest = _split(arguments)
    wrong = _first_wrong(command, rest)
    if wrong is not None:
        console.complain("unknown_argument", argument=wrong)
        return 2
    environment = Environment(console.ROOT, _locks(command, rest))
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
    module = "tools.check" if command == "test" else "tools.supervisor"
    os.chdir(console.ROOT)
    sys.stdout.flush()
    variables = {**inherited_environment(), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    return system.hand_over(environment.python, ["-m", module, *rest], variables)


def _split(arguments: list[str]) -> tuple[str, list[str]]:
    if arguments and not arguments[0].startswith("-"):
        return arguments[0], arguments[1:]
    return "start", arguments


def _first_wrong(command: str, rest: list[str]) -> str | None:
    """The first word that means nothing; the words after `test` are pytest's."""
    if command == "test":
        return None
    known: dict[str, tuple[str, ...]] = {"start": START_OPTIONS, "setup": tuple(EXTRA_LOCKS)}
    if command not in known:
        return command
    return next((word for word in rest if word not in known[command]), None)


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
