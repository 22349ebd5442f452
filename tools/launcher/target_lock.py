"""The part of a lock that another machine needs.

pip judges the lock's markers by the machine that it runs on, whatever `--platform` says.
"""

import json
import re
import subprocess

# Markers have a grammar and an order of versions of their own; pip brings the library for them.
JUDGE = """
import json, sys
from pip._vendor.packaging.markers import Marker
markers, machine = json.load(sys.stdin)
print(json.dumps([Marker(one).evaluate(machine) for one in markers]))
"""
# The lock's markers ask for these, by the beginning of pip's name for a platform.
SYSTEMS = {
    "win": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macosx": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}
ALWAYS = "python_version >= '3'"
FIRST_LINE = re.compile(r"(?P<what>[^\s;]+)\s*(?:;\s*(?P<marker>[^\\]*[^\\\s])\s*)?(?P<rest>\\?\n)")


def machine(platform: str, python: str) -> dict[str, str]:
    """What a marker is told of it; what is not named is as on this one."""
    told = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    if platform:
        told |= next(facts for name, facts in SYSTEMS.items() if platform.startswith(name))
    if python:
        told |= {"python_version": python, "python_full_version": f"{python}.0"}
    return told


def target_lock(python: str, lock: str, told: dict[str, str]) -> str:
    """The entries of `lock` that hold for a machine, without their markers.

    `python` is one that has pip. Raises subprocess.CalledProcessError when it cannot judge.
    """
    entries = re.split(r"(?m)^(?=[^\s#])", lock)
    found = [match for entry in entries if (match := FIRST_LINE.match(entry))]
    question = json.dumps([[match["marker"] or ALWAYS for match in found], told])
    done = subprocess.run(
        [python, "-c", JUDGE], input=question, check=True, capture_output=True, encoding="utf-8"
    )
    return "".join(
        f"{match['what']} {match['rest']}{match.string[match.end() :]}"
        for match, holds in zip(found, json.loads(done.stdout), strict=True)
        if holds
    )
