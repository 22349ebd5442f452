"""What systemd, the Run key and the Task Scheduler are told; paths with spaces, % and Korean."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.launcher.autostart import _windows
from tools.launcher.autostart.entry import (
    TASK_NAMESPACE,
    Entry,
    run_key_command,
    systemd_unit,
    windows_task,
)

LINUX = Entry(Path("/usr/bin/python3"), Path("/opt/생산 100% #1"))
WINDOWS = Entry(Path(r"C:\Python 313\python.exe"), Path(r"D:\생산 허브"))


def test_a_unit_of_the_user() -> None:
    unit = systemd_unit(LINUX)
    assert "WorkingDirectory=/opt/생산 100%% #1\n" in unit
    words = '"/usr/bin/python3" "/opt/생산 100%% #1/manager.py" "--no-window" "--no-browser"'
    assert f"ExecStart={words}\n" in unit
    assert "WantedBy=default.target" in unit
    assert "User=" not in unit


def test_a_unit_before_logon_names_its_user() -> None:
    unit = systemd_unit(LINUX, "line1")
    assert "User=line1\n" in unit
    assert "WantedBy=multi-user.target" in unit


@pytest.mark.parametrize("user", [None, "root"])
def test_systemd_itself_finds_no_fault(tmp_path: Path, user: str | None) -> None:
    folder = tmp_path / "생산 허브"
    folder.mkdir()
    path = tmp_path / "hub.service"
    path.write_text(systemd_unit(Entry(Path(sys.executable), folder), user), encoding="utf-8")
    try:
        done = subprocess.run(
            ["systemd-analyze", "verify", str(path)], check=False, capture_output=True, text=True
        )
    except FileNotFoundError:
        # A machine without systemd: the words above are all that can be held.
        return
    assert [line for line in done.stderr.splitlines() if "hub.service" in line] == []


def test_the_run_key_starts_it_minimised() -> None:
    assert run_key_command(WINDOWS) == (
        f'cmd /c start "" /min "C:\\Python 313\\python.exe" "{WINDOWS.script}" start --no-browser'
    )


def test_a_task_runs_as_its_user_from_the_start_of_the_pc() -> None:
    content = windows_task(WINDOWS, r"PLANT\김")
    assert content[:2] in (b"\xff\xfe", b"\xfe\xff")
    task = ET.fromstring(content)

    def text(path: str) -> str | None:
        steps = "/".join(f"{{{TASK_NAMESPACE}}}{step}" for step in path.split("/"))
        return task.findtext(steps)

    assert text("Triggers/BootTrigger/Enabled") == "true"
    assert text("Principals/Principal/UserId") == r"PLANT\김"
    assert text("Actions/Exec/Command") == r"C:\Python 313\python.exe"
    assert text("Actions/Exec/Arguments") == f'"{WINDOWS.script}" --no-window --no-browser'
    assert text("Settings/ExecutionTimeLimit") == "PT0S"


def test_the_command_for_the_task_names_the_file() -> None:
    name, content, command = _windows.before_logon(WINDOWS)
    assert content.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert f'/xml "{name}"' in command
