"""`python -m tools.launcher.settings [--json] [--check] [-] [NAME=VALUE ...]`: list or change.

`-` reads lines NAME=VALUE from stdin, so that a key stands in no process list; `--check` writes
nothing into `.env`. Exit status: 0 done, 1 refused, 2 wrong use.
"""

import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.launcher import dotenv
from tools.launcher.settings import change
from tools.launcher.settings.effective import Setting, effective, from_environment, names
from tools.launcher.settings.wrong import Wrong, load
from tools.launcher.speech import complain, say, show, text
from tools.setup import console

OPTIONS = ("--json", "--check", "-")
DOTENV = Path(".env")


def main(arguments: Sequence[str]) -> int:
    """The exit status."""
    words = [word for word in arguments if word not in OPTIONS]
    if "-" in arguments:
        words += [line for line in sys.stdin.read().splitlines() if line.strip()]
    as_json = "--json" in arguments
    try:
        if not words and "-" not in arguments:
            return _list(as_json=as_json)
        changes = _changes(words)
        if changes is None:
            return 2
        return _change(changes, as_json=as_json, write="--check" not in arguments)
    except BrokenPipeError:
        return 1
    except UnicodeDecodeError:
        complain("dotenv_encoding", path=DOTENV.absolute())
    except OSError as exc:
        complain("dotenv_unwritable", path=DOTENV.absolute(), error=exc.strerror or exc)
    return 1


def _list(*, as_json: bool) -> int:
    in_file = dotenv.values(change.read(DOTENV))
    settings, wrongs = load(DOTENV)
    found = effective(settings, in_file)
    if as_json:
        body = {"settings": [one.to_json() for one in found], **_wrong_json("wrong", wrongs)}
        show(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        say("settings_head")
        show("\n".join(map(_line, found)))
        _complain("setting_still_wrong", wrongs)
    return 1 if wrongs else 0


def _line(one: Setting) -> str:
    value = one.value
    if value is None:
        value = text("secret_set" if one.is_set else "secret_unset")
    return f"{one.name}={value}  ({text(f'origin_{one.origin}')})"


def _changes(words: Sequence[str]) -> dict[str, str] | None:
    """By variable; None after a complaint about a word that is no change."""
    known = names()
    changes = {}
    for word in words:
        name, equals, value = word.partition("=")
        variable = name.strip().upper()
        if variable not in known:
            near = difflib.get_close_matches(variable, [*known], 1) or difflib.get_close_matches(
                f"HUB_{variable}", known, 1
            )
            nearest = text("setting_nearest", name=near[0]) if near else ""
            complain("setting_unknown", name=name.strip(), nearest=nearest)
            return None
        if not equals:
            complain("setting_no_value", word=word)
            return None
        changes[variable] = value.strip()
    return changes


def _change(changes: dict[str, str], *, as_json: bool, write: bool) -> int:
    checked = change.check(DOTENV, changes)
    if not checked.refused and write:
        change.write(DOTENV, checked.text)
    overruled = [name for name in changes if from_environment(name)]
    if as_json:
        body = {
            "saved": write and not checked.refused,
            **_wrong_json("refused", checked.refused),
            **_wrong_json("left", checked.left),
            "overruled": overruled,
        }
        show(json.dumps(body, ensure_ascii=False, indent=2))
        return 1 if checked.refused else 0
    _complain("setting_refused", checked.refused)
    if checked.refused:
        return 1
    if write:
        say("setting_saved", name=", ".join(changes))
    for name in overruled:
        complain("setting_overruled", name=name)
    _complain("setting_still_wrong", checked.left)
    return 0


def _complain(key: str, wrongs: Sequence[Wrong]) -> None:
    for one in wrongs:
        complain(key, name=one.name or ".env", reason=getattr(one, console.language()))


def _wrong_json(key: str, wrongs: Sequence[Wrong]) -> dict[str, object]:
    return {key: [one.to_json() for one in wrongs]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
