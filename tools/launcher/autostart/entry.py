"""What is started, in the words of each system that starts it."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.supervisor.core_settings import ROOT

NAME = "production-data-hub"
TITLE = "Production Data Hub"
TASK_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
STOP_S = 30


@dataclass(frozen=True)
class Entry:
    """`python` makes the `.venv` anew where an update asks for it, so it is not the `.venv`'s."""

    python: Path
    folder: Path

    @property
    def script(self) -> Path:
        return self.folder / "manager.py"


def this_hub() -> Entry:
    base = getattr(sys, "_base_executable", None) or sys.executable
    return Entry(Path(base), ROOT)


def systemd_unit(entry: Entry, user: str | None = None) -> str:
    """A user's unit; with `user` a system unit, which starts before anybody logs on.

    In the foreground: systemd itself sees that it lives (systemd.service(5), systemd.syntax(7)).
    """
    words = (str(entry.python), str(entry.script), "--no-window", "--no-browser")
    command = " ".join(map(_systemd_quoted, words))
    lines = [
        "[Unit]",
        f"Description={TITLE}",
        "After=network.target",
        "",
        "[Service]",
        "Type=exec",
        *([f"User={user}"] if user else []),
        f"WorkingDirectory={_percent(str(entry.folder))}",
        f"ExecStart={command}",
        "Restart=on-failure",
        "RestartSec=10",
        # The core ends its services itself, and is given the time for it.
        "KillMode=mixed",
        f"TimeoutStopSec={STOP_S}",
        "",
        "[Install]",
        f"WantedBy={'multi-user' if user else 'default'}.target",
    ]
    return "\n".join(lines) + "\n"


def run_key_command(entry: Entry) -> str:
    """For Windows' Run key: minimised, because a console opens for a moment."""
    start = ["cmd", "/c", "start", "", "/min", *_windows_words(entry, ("start", "--no-browser"))]
    return subprocess.list2cmdline(start)


def windows_task(entry: Entry, user: str) -> bytes:
    """For `schtasks /create /xml`: at the start of the PC, as `user`, for as long as it runs.

    Elements as in the Task Scheduler Schema, in its order; UTF-16, which schtasks wants.
    """
    ET.register_namespace("", TASK_NAMESPACE)
    task = ET.Element(_tag("Task"), {"version": "1.2"})
    _add(task, "RegistrationInfo/Description", TITLE)
    _add(task, "Triggers/BootTrigger/Enabled", "true")
    principal = ET.SubElement(ET.SubElement(task, _tag("Principals")), _tag("Principal"))
    principal.set("id", "Author")
    _add(principal, "UserId", user)
    _add(principal, "LogonType", "Password")
    _add(principal, "RunLevel", "LeastPrivilege")
    settings = ET.SubElement(task, _tag("Settings"))
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        _add(settings, name, value)
    restart = ET.SubElement(settings, _tag("RestartOnFailure"))
    _add(restart, "Interval", "PT1M")
    _add(restart, "Count", "999")
    actions = ET.SubElement(task, _tag("Actions"))
    actions.set("Context", "Author")
    command, *words = _windows_words(entry, ("--no-window", "--no-browser"))
    execute = ET.SubElement(actions, _tag("Exec"))
    _add(execute, "Command", command)
    _add(execute, "Arguments", subprocess.list2cmdline(words))
    _add(execute, "WorkingDirectory", str(entry.folder))
    ET.indent(task)
    content: bytes = ET.tostring(task, encoding="utf-16", xml_declaration=True)
    return content


def _windows_words(entry: Entry, words: Sequence[str]) -> list[str]:
    return [str(entry.python), str(entry.script), *words]


def _add(parent: ET.Element, path: str, text: str) -> None:
    for name in path.split("/"):
        parent = ET.SubElement(parent, _tag(name))
    parent.text = text


def _tag(name: str) -> str:
    return f"{{{TASK_NAMESPACE}}}{name}"


def _systemd_quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_percent(escaped)}"'


def _percent(text: str) -> str:
    """Specifiers begin with it."""
    return text.replace("%", "%%")
