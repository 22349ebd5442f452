"""Whether `manager.py` opens the window. Loads no tkinter: the packages may not be there yet."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

NO_WINDOW = "--no-window"


def without_window(words: Sequence[str]) -> str | None:
    """Why the hub runs at the terminal: a message's key, "" for no wonder; None: with a window.

    A demo stays where it was started, so that closing it ends it.
    """
    if "--demo" in words:
        return ""
    if NO_WINDOW in words:
        return "window_asked_away"
    if not system.has_display():
        return "no_display"
    # Debian splits it off; its C part is what is missing then.
    return None if find_spec("_tkinter") else "no_tkinter"
