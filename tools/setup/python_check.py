"""Which Pythons can run the hub. Parses and runs on every Python 3, to turn old ones away."""

import platform
import sys
from typing import Dict, Optional  # noqa: UP035 - dict[str, str] fails on Python 3.8

OLDEST = (3, 11)
NEWEST = (3, 14)


def refusal() -> Optional[str]:  # noqa: UP045 - `str | None` fails on Python 3.9
    """The message that tells why this Python will not do; None when it will."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return "python_version"
    if sys.maxsize < 2**32:
        return "python_32bit"
    if platform.python_implementation() != "CPython":
        return "python_kind"
    return None


def facts() -> Dict[str, str]:  # noqa: UP006
    """What the messages name: the version and where this Python is."""
    return {
        "version": platform.python_version(),
        "kind": platform.python_implementation(),
        "path": sys.executable or "python",
    }
