"""All checks in their order, and how they are told."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.launcher.doctor import early
from tools.launcher.doctor.finding import Finding, bad, good, in_words
from tools.launcher.doctor.messages import MESSAGES
from tools.launcher.speech import said, show
from tools.setup import console
from tools.setup.environment import Environment


def main(arguments: Sequence[str]) -> int:
    """0 all is well, 1 a problem was found. Each line at once: a check may wait for a network."""
    as_json = "--json" in arguments
    found = []
    for one in _all(demo="--demo" in arguments):
        found.append(one)
        if not as_json:
            show(_line(one))
    wrong = [one for one in found if not one.ok]
    if as_json:
        body = {"ok": not wrong, "checks": [one.to_json() for one in found]}
        show(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        key = "summary_bad" if wrong else "summary_good"
        show(said(MESSAGES, key, bad=len(wrong), count=len(found)))
    return 1 if wrong else 0


def _all(*, demo: bool) -> Iterator[Finding]:
    yield from early.checks()
    if sys.prefix == sys.base_prefix and not Environment(console.ROOT).is_ready():
        return
    try:
        from tools.launcher.doctor import access, data, machine, settings_check
    except ImportError as exc:
        yield bad("environment", "environment_broken", error=exc)
        return
    if demo:
        from tools.supervisor.demo import point_to_demo

        point_to_demo()
    settings, found = settings_check.check(Path(".env"))
    yield from found
    core = _core(settings.data_dir)
    yield core
    yield from machine.checks(settings)
    yield from data.checks(settings, runs=core.key != "core_off")
    yield from access.checks(settings)


def _core(data_dir: Path) -> Finding:
    from tools.supervisor.control.client import ControlFailed, find

    client = find(console.ROOT / data_dir)
    if client is None:
        return good("core", "core_off")
    try:
        core = client.status()["core"]
    except ControlFailed as failure:
        return in_words("core", failure.key, failure.ko, failure.en)
    if core["code_changed"]:
        return bad("core", "core_updated")
    return good("core", "core_good", pid=core["pid"])


def _line(one: Finding) -> str:
    head = said(MESSAGES, "head_ok" if one.ok else "head_bad")
    words = one.ko if console.language() == "ko" else one.en
    return f"{head:<8} {said(MESSAGES, f'check_{one.check}')}: {words}"
