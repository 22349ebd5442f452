"""Windows processes, with kernel32 played."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.supervisor.processes import _windows


class Kernel:
    """One process 7 that began at 1234567890123."""

    def __init__(self, *, ended: bool = False) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._ended = ended
        for name in (
            "OpenProcess",
            "GetProcessTimes",
            "WaitForSingleObject",
            "TerminateProcess",
            "CloseHandle",
        ):
            setattr(self, name, _Function(getattr(self, f"_{name}")))

    def _OpenProcess(self, rights: int, inherit: bool, pid: int) -> int | None:  # noqa: N802
        self.calls.append(("open", rights, inherit, pid))
        return 99 if pid == 7 else None

    def _WaitForSingleObject(self, _handle: int, _ms: int) -> int:  # noqa: N802
        return 0 if self._ended else 0x102

    def _GetProcessTimes(self, _handle: int, created: Any, *_others: object) -> bool:  # noqa: N802
        created._obj.value = 1234567890123
        return True

    def _TerminateProcess(self, handle: int, code: int) -> bool:  # noqa: N802
        self.calls.append(("terminate", handle, code))
        return True

    def _CloseHandle(self, handle: int) -> bool:  # noqa: N802
        self.calls.append(("close", handle))
        return True


class _Function:
    def __init__(self, action: Any) -> None:
        self._action = action

    def __call__(self, *arguments: object) -> Any:
        return self._action(*arguments)


def test_the_beginning_of_a_process() -> None:
    kernel = Kernel()
    assert _windows.creation_time(kernel, 7) == "1234567890123"
    assert kernel.calls == [("open", 0x101000, False, 7), ("close", 99)]
    assert _windows.creation_time(kernel, 8) is None
    assert _windows.creation_time(Kernel(ended=True), 7) is None


def test_only_the_process_that_is_meant_is_ended() -> None:
    kernel = Kernel()
    assert not _windows.terminate(kernel, 7, "another beginning")
    assert kernel.calls[-1] == ("close", 99)
    assert _windows.terminate(kernel, 7, "1234567890123")
    assert kernel.calls[-2:] == [("terminate", 99, 1), ("close", 99)]
    assert not _windows.terminate(kernel, 8, "1234567890123")


@pytest.mark.parametrize(
    ("allowed", "flags"), [(True, [0x09000200]), (False, [0x09000200, 0x08000200])]
)
def test_the_core_gets_no_window_and_leaves_the_job_where_it_may(
    allowed: bool, flags: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real, asked = subprocess.Popen, list[int]()

    def popen(command: list[str], *, creationflags: int, **options: Any) -> Any:
        asked.append(creationflags)
        if not allowed and creationflags & _windows.CREATE_BREAKAWAY_FROM_JOB:
            raise PermissionError(5, "the job lets nobody go")
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", popen)
    with (tmp_path / "core.log").open("wb") as output:
        process = _windows.start_detached(
            [sys.executable, "-c", "print('up')"], tmp_path, {"SYSTEMROOT": "x"}, output
        )
        assert process.wait(timeout=20) == 0
    assert asked == flags
    assert (tmp_path / "core.log").read_text().strip() == "up"
