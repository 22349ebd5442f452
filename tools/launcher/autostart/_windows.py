"""Autostart at logon on Windows: the user's Run key. Not run on a Windows machine."""

import getpass
import sys

from tools.launcher.autostart.entry import NAME, Entry, run_key_command, windows_task

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
TASK = f"{NAME}.xml"

if sys.platform == "win32":
    import winreg

    class AutostartFailed(Exception):
        """In the system's own words."""

    def turn_on(entry: Entry) -> str:
        """Where it stands. Raises OSError."""
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, run_key_command(entry))
        return f"HKCU\\{RUN_KEY}\\{NAME}"

    def turn_off() -> None:
        """Raises OSError; what runs goes on."""
        if is_on():
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                winreg.DeleteValue(key, NAME)

    def is_on() -> bool:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                winreg.QueryValueEx(key, NAME)
        except FileNotFoundError:
            return False
        return True


def before_logon(entry: Entry) -> tuple[str, bytes, str]:
    """A file's name, its content, and the command that takes it."""
    user = getpass.getuser()
    command = f'schtasks /create /tn "{NAME}" /xml "{TASK}" /ru "{user}" /rp *'
    return TASK, windows_task(entry, user), command
