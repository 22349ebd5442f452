"""What can be looked at without `.venv`: Python, `.venv` itself, and what the lock says."""

import platform
import sys
from collections.abc import Iterator

from tools.launcher.doctor.finding import Finding, bad, good
from tools.setup import console, python_check
from tools.setup.environment import Environment
from tools.setup.messages import MESSAGES


def checks() -> Iterator[Finding]:
    yield python()
    yield environment(Environment(console.ROOT))


def python() -> Finding:
    refusal = python_check.refusal()
    facts = python_check.facts()
    if refusal is None:
        return good("python", "python_good", version=platform.python_version())
    korean, english = MESSAGES[refusal]
    return Finding("python", ok=False, key=refusal, ko=korean.format(**facts),
                   en=english.format(**facts))  # fmt: skip


def environment(wanted: Environment) -> Finding:
    """Whether `.venv` holds what the lock names; the running one, when somebody made it himself."""
    if wanted.is_ready():
        return good("environment", "environment_good", count=wanted.packages())
    own = sys.prefix != sys.base_prefix
    if own and not wanted.written_stamps():
        return good("environment", "environment_other", folder=sys.prefix)
    if not wanted.folder.exists():
        return bad("environment", "environment_none", folder=wanted.folder)
    return bad("environment", "environment_old", folder=wanted.folder)
