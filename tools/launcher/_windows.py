"""Start at logon on Windows: the user's Run key; a task for a start before logon is written beside.
Written from the documentation, not run on a Windows machine."""

import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tools.launcher.speech import text

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "ProductionDataHub"
TASK = "hub-task.xml"
KEY_SET_VALUE, KEY_QUERY_VALUE, REG_SZ = 0x0002, 0x0001, 1


def registry() -> Any:
    """winreg, where there is one; the tests bring their own."""
    if sys.platform == "win32":
        import winreg

        return winreg
    raise OSError("there is no registry here")


def is_on(_home: Path) -> bool:
    found = registry()
    try:
        with found.OpenKey(found.HKEY_CURRENT_USER, RUN_KEY, 0, KEY_QUERY_VALUE) as key:
            found.QueryValueEx(key, NAME)
    except FileNotFoundError:
        return False
    return True


def turn_on(_home: Path, python: str, root: Path) -> str:
    """What else there is to know. Raises OSError."""
    found = registry()
    with found.CreateKeyEx(found.HKEY_CURRENT_USER, RUN_KEY, 0, KEY_SET_VALUE) as key:
        found.SetValueEx(key, NAME, 0, REG_SZ, command(python, root))
    # Task Scheduler reads UTF-16.
    (root / TASK).write_text(task(python, root), encoding="utf-16")
    return text("autostart_windows", path=root / TASK, name=NAME)


def turn_off(_home: Path) -> None:
    """Raises OSError."""
    found = registry()
    try:
        with found.OpenKey(found.HKEY_CURRENT_USER, RUN_KEY, 0, KEY_SET_VALUE) as key:
            found.DeleteValue(key, NAME)
    except FileNotFoundError:
        return


def command(python: str, root: Path) -> str:
    """No part of a Windows path can hold a quotation mark."""
    return f'"{python}" "{root / "manager.py"}" start --no-browser'


def task(python: str, root: Path) -> str:
    """Runs at boot, whoever is logged on or nobody; schtasks asks for the account's password."""
    arguments = f'"{root / "manager.py"}" --no-window --no-browser'
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        "  <Triggers><BootTrigger><Enabled>true</Enabled></BootTrigger></Triggers>\n"
        '  <Principals><Principal id="Author"><LogonType>Password</LogonType>'
        "<RunLevel>LeastPrivilege</RunLevel></Principal></Principals>\n"
        "  <Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>"
        "<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>"
        "<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>"
        "<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>"
        "<RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>"
        "</Settings>\n"
        f'  <Actions Context="Author"><Exec><Command>{escape(python)}</Command>'
        f"<Arguments>{escape(arguments)}</Arguments>"
        f"<WorkingDirectory>{escape(str(root))}</WorkingDirectory></Exec></Actions>\n"
        "</Task>\n"
    )
