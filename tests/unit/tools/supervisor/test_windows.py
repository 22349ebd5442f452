"""The Windows part, as far as Linux can run it."""

import ctypes
import sys
from typing import Any

import pytest

from tools.supervisor import _windows


class FakeKernel:
    """What kernel32 was asked."""

    def __init__(self, *, accepts: bool = True) -> None:
        self.flags = 0
        self.sizes: list[int] = []
        self.CreateJobObjectW = _Function(lambda *_: 77)
        self.GetCurrentProcess = _Function(lambda: -1)
        self.SetInformationJobObject = _Function(self._limit)
        self.AssignProcessToJobObject = _Function(lambda *_: accepts)

    def _limit(self, _job: int, _kind: int, limits: Any, size: int) -> bool:
        self.flags = limits._obj.basic.flags
        self.sizes.append(size)
        return True


class _Function:
    def __init__(self, action: Any) -> None:
        self._action = action

    def __call__(self, *arguments: object) -> Any:
        return self._action(*arguments)


def test_windows_job_kills_on_close() -> None:
    kernel = FakeKernel()
    assert _windows.kill_with_last_handle(kernel) == 77
    assert kernel.flags == _windows.JOB_KILL_ON_CLOSE | _windows.JOB_BREAKAWAY_OK
    assert kernel.sizes == [144]
    assert ctypes.sizeof(_windows.BasicLimits) == 64


def test_windows_refusing_the_job_is_an_error() -> None:
    with pytest.raises(OSError, match="job object"):
        _windows.kill_with_last_handle(FakeKernel(accepts=False))


def test_a_shared_socket_goes_to_the_python_behind_the_redirector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "_base_executable", "C:/Python/python.exe")
    command = [sys.executable, "-m", "api"]
    found, environment = _windows.without_redirector(command, {"A": "1"})
    assert found == ["C:/Python/python.exe", "-m", "api"]
    assert environment == {"A": "1", "__PYVENV_LAUNCHER__": sys.executable}
    monkeypatch.setattr(sys, "_base_executable", sys.executable)
    assert _windows.without_redirector(command, {"A": "1"}) == (command, {"A": "1"})
