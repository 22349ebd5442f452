"""Start at logon on Linux (a systemd user unit) and macOS (a LaunchAgent)."""

import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from tools.launcher.speech import text

UNIT = "production-data-hub.service"
AGENT = "io.production-data-hub.plist"


def entry(home: Path) -> Path:
    """The file that holds the start."""
    if sys.platform == "darwin":
        return home / "Library" / "LaunchAgents" / AGENT
    return home / ".config" / "systemd" / "user" / UNIT


def is_on(home: Path) -> bool:
    return entry(home).exists()


def turn_on(home: Path, python: str, root: Path) -> str:
    """What else there is to know. Raises OSError."""
    path = entry(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    darwin = sys.platform == "darwin"
    path.write_text(agent(python, root) if darwin else unit(python, root), encoding="utf-8")
    if darwin:
        return ""
    _systemctl("daemon-reload")
    done = _systemctl("enable", UNIT)
    system = root / UNIT
    system.write_text(unit(python, root, user=home.name), encoding="utf-8")
    return text("autostart_linux" if done else "autostart_no_systemd", path=system, unit=UNIT)


def turn_off(home: Path) -> None:
    """Raises OSError."""
    if sys.platform != "darwin":
        _systemctl("disable", UNIT)
    entry(home).unlink(missing_ok=True)


def unit(python: str, root: Path, *, user: str = "") -> str:
    """For a user's own systemd, or with `user` for the machine's."""
    who = f"User={user}\n" if user else ""
    target = "multi-user.target" if user else "default.target"
    command = " ".join(_quoted(word) for word in (python, str(root / "manager.py")))
    return (
        "[Unit]\nDescription=Production Data Hub\nAfter=network.target\n\n"
        f"[Service]\n{who}WorkingDirectory={_percent(str(root))}\n"
        f"ExecStart={command} --no-window --no-browser\n"
        "Restart=on-failure\nRestartSec=10\nKillMode=mixed\nTimeoutStopSec=30\n\n"
        f"[Install]\nWantedBy={target}\n"
    )


def agent(python: str, root: Path) -> str:
    words = (python, str(root / "manager.py"), "--no-window", "--no-browser")
    strings = "".join(f"<string>{escape(word)}</string>" for word in words)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n'
        f"<key>Label</key><string>{AGENT.removesuffix('.plist')}</string>\n"
        f"<key>ProgramArguments</key><array>{strings}</array>\n"
        "<key>RunAtLoad</key><true/>\n</dict></plist>\n"
    )


def _quoted(word: str) -> str:
    """systemd's own quoting (systemd.service, "Command lines")."""
    inner = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_percent(inner)}"'


def _percent(word: str) -> str:
    return word.replace("%", "%%")


def _systemctl(*words: str) -> bool:
    command = ["systemctl", "--user", *words]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False
