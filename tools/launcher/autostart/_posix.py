"""Autostart at logon on Linux: a unit of the user's own systemd."""

import contextlib
import getpass
import os
import shutil
import subprocess
from pathlib import Path

from tools.launcher.autostart.entry import NAME, Entry, systemd_unit

UNIT = f"{NAME}.service"


class AutostartFailed(Exception):
    """In the system's own words."""


def unit_path() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "systemd" / "user" / UNIT


def turn_on(entry: Entry) -> str:
    """Where it stands. Raises AutostartFailed and OSError."""
    if shutil.which("systemctl") is None:
        raise AutostartFailed("systemctl")
    path = unit_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(systemd_unit(entry), encoding="utf-8")
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", UNIT)
    except AutostartFailed:
        path.unlink()
        raise
    return str(path)


def turn_off() -> None:
    """Raises AutostartFailed and OSError; what runs goes on."""
    if not is_on():
        return
    with contextlib.suppress(AutostartFailed):
        _systemctl("disable", UNIT)
    unit_path().unlink(missing_ok=True)


def is_on() -> bool:
    return unit_path().exists()


def before_logon(entry: Entry) -> tuple[str, bytes, str]:
    """A file's name, its content, and the command that takes it."""
    content = systemd_unit(entry, getpass.getuser()).encode()
    return (
        UNIT,
        content,
        f"sudo cp {UNIT} /etc/systemd/system/ && sudo systemctl enable --now {UNIT}",
    )


def _systemctl(*words: str) -> None:
    """Raises AutostartFailed."""
    command = ["systemctl", "--user", *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise AutostartFailed(f"{' '.join(command)}: {lines[-1]}")
