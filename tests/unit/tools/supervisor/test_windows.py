"""The Windows part, as far as Linux can run it."""

import ctypes
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
