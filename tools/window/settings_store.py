"""The settings an operator changes: read, checked and written by children that know them all.

The window itself loads none of the packages that this takes.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Any

from tools.supervisor.control.client import ControlFailed
from tools.supervisor.ports import Address, problem
from tools.window.messages import both

ROOT = Path(__file__).resolve().parent.parent.parent
HOST, PORTS = "HUB_HOST", ("HUB_API_PORT", "HUB_DASHBOARD_PORT")
SOURCES, TARGETS = ("HUB_LIVE_DB", "HUB_ARCHIVE_DBS"), "HUB_TARGETS"
# More are not looked at one by one: a wrong pattern shows in the first of them.
MOST_FILES = 20


@dataclass(frozen=True)
class Setting:
    """`value` is "" for a secret that `is_set`; `origin`: environment, dotenv or default."""

    value: str
    is_set: bool
    origin: str
    default: str


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one variable's value, in both languages."""

    name: str
    ko: str
    en: str

    def words(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


def read() -> dict[str, Setting]:
    """By variable, as they hold now. Raises ControlFailed."""
    found = _child("tools.launcher.settings", ["--json"])
    return {
        str(one["name"]): Setting(
            str(one["value"] or ""), bool(one["is_set"]), str(one["origin"]), str(one["default"])
        )
        for one in found["settings"]
    }


def save(changes: Mapping[str, str], now: Mapping[str, Setting]) -> list[Wrong]:
    """What keeps the changes from being saved; nothing: they are in `.env`. Raises ControlFailed.

    `now` are the settings before the change.
    """
    if not changes:
        return []
    return _wrong_places(changes, now) or _wrong_files(changes) or write(changes)


def write(changes: Mapping[str, str]) -> list[Wrong]:
    """Into `.env`, when the Settings class takes it. Raises ControlFailed."""
    # On stdin: a key stands in no list of processes.
    lines = "".join(f"{name}={value}\n" for name, value in changes.items())
    found = _child("tools.launcher.settings", ["--json", "-"], lines)
    first = next(iter(changes))
    return [Wrong(one["name"] or first, one["ko"], one["en"]) for one in found["refused"]]


def _wrong_places(changes: Mapping[str, str], now: Mapping[str, Setting]) -> list[Wrong]:
    """Ports and host that could not be listened on. Our own services may hold a port meanwhile.

    What is no port at all is left to the Settings class.
    """
    new = {name: changes.get(name, now[name].value) or now[name].default for name in (HOST, *PORTS)}
    changed = [name for name in PORTS if name in changes]
    if changed and len({new[name] for name in PORTS}) == 1:
        return [Wrong(changed[-1], **both("ports_equal", port=new[changed[-1]]))]
    own = [now[name].value for name in PORTS]
    ports = [name for name in changed if new[name].isdecimal() and new[name] not in own]
    places = [Address(new[HOST], int(new[name]), name) for name in ports if int(new[name]) < 65_536]
    if HOST in changes:
        # Port 0: only the address is in question.
        places.insert(0, Address(new[HOST], 0, HOST))
    for place in places:
        wrong = problem(place)
        if wrong is not None:
            return [Wrong(place.variable, **both(wrong.key, **wrong.values))]
    return []


def _wrong_files(changes: Mapping[str, str]) -> list[Wrong]:
    found = []
    for name in SOURCES:
        files = glob(str(ROOT / changes[name]), recursive=True) if changes.get(name) else []  # noqa: PTH207
        if name == SOURCES[0] and changes.get(name):
            files = [str(ROOT / changes[name])]
        said = _child("tools.publisher.source_check", sorted(files)[:MOST_FILES]) if files else {}
        found += [Wrong(name, words["ko"], words["en"]) for words in [*said.values()][:1]]
    targets = changes.get(TARGETS)
    if targets and not (ROOT / targets).is_file():
        found.append(Wrong(TARGETS, **both("file_missing", path=targets)))
    return found


def _child(module: str, arguments: Sequence[str], stdin: str = "") -> dict[str, Any]:
    """What it prints. Raises ControlFailed with its last words when that is no JSON."""
    command = [sys.executable, "-X", "utf8", "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=stdin, capture_output=True, check=False, encoding="utf-8"
    )
    try:
        found = json.loads(done.stdout)
    except ValueError as exc:
        words = done.stderr.strip().splitlines() or [f"{module}: exit {done.returncode}"]
        last = words[-1].removeprefix("[hub] ")
        raise ControlFailed("child_failed", last, last) from exc
    return dict(found)
