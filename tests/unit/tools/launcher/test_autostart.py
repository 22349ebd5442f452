"""What is registered for a start at logon; Windows' registry is replaced at its own calls."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.launcher import _posix, _windows
from tools.launcher.autostart import autostart

ROOT = Path("/opt/생산 허브/100% $hub")


class Registry:
    """HKEY_CURRENT_USER as winreg shows it."""

    HKEY_CURRENT_USER = "HKCU"

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    @contextmanager
    def _open(self, root: str, path: str, reserved: int, access: int) -> Iterator[int]:
        assert (root, path, reserved) == ("HKCU", _windows.RUN_KEY, 0)
        yield access

    OpenKey = CreateKeyEx = _open

    def SetValueEx(self, key: int, name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802 - winreg's name
        assert (key, reserved, kind) == (_windows.KEY_SET_VALUE, 0, _windows.REG_SZ)
        self.values[name] = value

    def QueryValueEx(self, key: int, name: str) -> tuple[str, int]:  # noqa: N802 - winreg's name
        assert key == _windows.KEY_QUERY_VALUE
        if name not in self.values:
            raise FileNotFoundError
        return self.values[name], _windows.REG_SZ

    def DeleteValue(self, key: int, name: str) -> None:  # noqa: N802 - winreg's name
        assert key == _windows.KEY_SET_VALUE
        if self.values.pop(name, None) is None:
            raise FileNotFoundError


def test_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    monkeypatch.setattr(_windows, "registry", lambda: registry)
    root = tmp_path / "생산 허브"
    root.mkdir()
    python = r"C:\Program Files\Python313\python.exe"
    assert not _windows.is_on(tmp_path)
    said = _windows.turn_on(tmp_path, python, root)
    assert "schtasks /Create /TN ProductionDataHub" in said
    assert _windows.is_on(tmp_path)
    assert registry.values == {
        "ProductionDataHub": f'"{python}" "{root / "manager.py"}" start --no-browser'
    }
    tree = ET.fromstring((root / _windows.TASK).read_bytes())
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    action = tree.find(f"{space}Actions/{space}Exec")
    assert action is not None
    assert [one.text for one in action] == [
        python, f'"{root / "manager.py"}" --no-window --no-browser', str(root),
    ]  # fmt: skip
    for _ in "12":
        _windows.turn_off(tmp_path)
        assert not _windows.is_on(tmp_path)


def test_linux(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    asked: list[tuple[str, ...]] = []

    def systemctl(*words: str) -> bool:
        asked.append(words)
        return True

    monkeypatch.setattr(_posix, "_systemctl", systemctl)
    for word in ("status", "on", "status", "off", "off", "status"):
        assert autostart(word, home=tmp_path, root=tmp_path) == 0
        if word == "on":
            unit = (tmp_path / ".config/systemd/user" / _posix.UNIT).read_text()
            assert "WantedBy=default.target" in unit
            assert f"User={tmp_path.name}" in (tmp_path / _posix.UNIT).read_text()
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(".")[0] for line in said] == [
        "[hub] Autostart is off (python3 manager", "[hub] The hub starts at logon",
        "[hub] Autostart is on", "[hub] The hub does not start by itself any more",
        "[hub] The hub does not start by itself any more",
        "[hub] Autostart is off (python3 manager",
    ]  # fmt: skip
    assert asked[:2] == [("daemon-reload",), ("enable", _posix.UNIT)]


def test_a_unit_keeps_odd_paths_whole() -> None:
    lines = _posix.unit("/usr/bin/python3", ROOT).splitlines()
    assert "WorkingDirectory=/opt/생산 허브/100%% $hub" in lines
    assert (
        'ExecStart="/usr/bin/python3" "/opt/생산 허브/100%% $$hub/manager.py" '
        "--no-window --no-browser"
    ) in lines


def test_macos() -> None:
    tree = ET.fromstring(_posix.agent("/usr/bin/python3", Path("/A & B")))
    strings = [one.text for one in tree.findall("dict/array/string")]
    assert strings == ["/usr/bin/python3", "/A & B/manager.py", "--no-window", "--no-browser"]
