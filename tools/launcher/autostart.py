"""`autostart on|off|status`: whether the hub starts when this user logs on."""

import sys
from pathlib import Path

from tools.launcher.speech import complain, say
from tools.setup.console import ROOT
from tools.setup.install import base_python

if sys.platform == "win32":
    from tools.launcher import _windows as system
else:
    from tools.launcher import _posix as system


def autostart(word: str, home: Path | None = None, root: Path = ROOT) -> int:
    """0 done, 1 the system refuses."""
    home = home or Path.home()
    try:
        if word == "on":
            more = system.turn_on(home, base_python(), root)
            say("autostart_turned_on", more=more)
        elif word == "off":
            system.turn_off(home)
            say("autostart_turned_off")
        else:
            say("autostart_is_on" if system.is_on(home) else "autostart_is_off")
    except OSError as exc:
        complain("autostart_failed", error=exc.strerror or exc)
        return 1
    return 0
